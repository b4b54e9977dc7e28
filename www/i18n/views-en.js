export default {
  "advice.asym.blocks":
    "On average, the ranges of its blocks are {width} as wide as symmetric ones: an asymmetric grid gains {gain} over {other}.",
  "advice.asym.codes": "Its asymmetric grid has {codes} codes, that of {other} has {total}: it gains {gain}.",
  "advice.asym.one":
    "All data lies on one side of zero, from {min} to {max}. An asymmetric grid gains {gain} over {other}, which leaves {unused} of {total} codes unused.",
  "advice.asym.range":
    "The range from {min} to {max} is {width} as wide as a symmetric one: an asymmetric grid gains {gain} over {other}.",
  "advice.blocks":
    "One scale for the whole tensor reaches {whole}, clipped or not. One scale per block gains {gain} for more bits per value (by {bits}).",
  "advice.blocks.clipped":
    "One scale for the whole tensor reaches {whole}, or {clipped} when clipped for the least error. One scale per block gains {gain} over that for more bits per value (by {bits}).",
  "advice.clipped": "Clipping {share} of the values gains {gain} over {unclipped}.",
  "advice.exact": "It decodes every value exactly.",
  "advice.found.bits": "{scheme} is the best scheme in the list within {target}: {sqnr} at {bits} bits per value.",
  "advice.found.exact.bits": "{scheme} is the best scheme in the list within {target}, with {bits} bits per value.",
  "advice.found.exact.sqnr":
    "{scheme} is the smallest scheme in the list that reaches {target}, with {bits} bits per value.",
  "advice.found.sqnr":
    "{scheme} is the smallest scheme in the list that reaches {target}: {sqnr} at {bits} bits per value.",
  "advice.next.bits": "The next better scheme, {next}, needs {bits} bits per value.",
  "advice.next.sqnr": "The best of the smaller schemes, {next}, reaches only {sqnr}.",
  "advice.none.bits":
    "No scheme in the list fits within {target}. The smallest is {scheme}: {bits} bits per value, {sqnr}.",
  "advice.none.sqnr":
    "No scheme in the list reaches {target}. {scheme} comes closest: {sqnr} at {bits} bits per value.",
  "advice.outliers":
    "Without its outliers, this data would reach {clean} under {scheme}. With them it reaches {whole}: they cost {cost}.",
  "advice.rows": "Not counted, because their files cannot hold rows of {columns} values: {schemes}.",
  "advice.sym.ahead": "Its symmetric grid is {gain} ahead of {other} and stores no zero-point.",
  "advice.symmetry.behind.bits": "{other} would gain {gain}, but it needs {bits} bits per value.",
  "advice.symmetry.behind.sqnr":
    "{other} would gain {gain} for more bits per value (by {bits}), but the target does not need them.",
  "advice.symmetry.same": "The symmetry hardly matters here: {other} is within {gain}.",
  "advice.whole.bits":
    "One scale for the whole tensor has to do: groups of 32 would gain {gain}, but they need {bits} bits per value.",
  "advice.whole.same": "One scale for the whole tensor is enough: groups of 32 are within {gain} of it.",
  "advice.whole.sqnr":
    "One scale for the whole tensor is enough: groups of 32 would gain {gain} for more bits per value (by {bits}), but the target does not need them.",
  "blocks.at": "Row {row}, column {column}: {what}",
  "blocks.bars": "Bars along the edges: the largest |x| of each row and column, on a square-root scale.",
  "blocks.by-few": "Only {count} of its values make it stand out.",
  "blocks.by-one": "A single value makes it stand out, in {where}.",
  "blocks.cell": "Each pixel shows the largest of about {count} values.",
  "blocks.cell.absmax": "Each pixel shows the largest |x| of its blocks.",
  "blocks.cell.error": "Each pixel shows the largest |x̂ − x| of its values, on one scale for A and B.",
  "blocks.cell.photograph": "Each pixel shows one of about {count} values.",
  "blocks.cell.scale": "Each pixel shows the largest scale of its blocks.",
  "blocks.cell.sqnr": "Each pixel shows the lowest SQNR of its blocks.",
  "blocks.column": "column {index}",
  "blocks.columns": "columns {first}–{last}",
  "blocks.decoded": "x̂ = {value}, e = {error}.",
  "blocks.edge": "max |x| {value}",
  "blocks.exact": "Each cell is one value.",
  "blocks.exact.error": "Each cell is the |x̂ − x| of one value, on one scale for A and B.",
  "blocks.found.alike": "A and B lose about the same.",
  "blocks.found.both": "A and B keep every value exactly.",
  "blocks.found.even": "No row or column of blocks stands out in the squared error",
  "blocks.found.exact": "Every value is kept exactly",
  "blocks.found.grids": "{total} levels in each of {blocks} blocks: {sqnr}",
  "blocks.found.levels": "{used} of {total} levels used: {sqnr}",
  "blocks.found.lost": "{share} of the squared error in {where} (even share {even})",
  "blocks.found.only": "Only {more} loses anything; {less} keeps every value exactly.",
  "blocks.found.times": "The squared error of {more} is {times} times that of {less}.",
  "blocks.found.whole": "One scale for all values: s = {scale}",
  "blocks.found.zeroed": "One scale for all values, s = {scale}: {zeroed} become 0",
  "blocks.key.absmax": "max |x| of a block",
  "blocks.key.decoded": "decoded x̂",
  "blocks.key.error": "error |x̂ − x|",
  "blocks.key.scale": "scale s of a block",
  "blocks.key.sqnr": "SQNR of a block",
  "blocks.key.values": "data x",
  "blocks.largest": "x = {value}, the largest of {rows} × {columns} values.",
  "blocks.line": "{line}: {ratio} times the median",
  "blocks.many": "there are too many blocks to list. Zoom in to see the numbers of each one.",
  "blocks.more": "and {count} more.",
  "blocks.none": "By its RMS, no row or column is an outlier.",
  "blocks.numbers": "{letter} block {block}: max |x| {absmax}, s {scale}, {sqnr}.",
  "blocks.numbers.minimum": "{letter} block {block}: max |x| {absmax}, s {scale}, m {minimum}, {sqnr}.",
  "blocks.numbers.zero": "{letter} block {block}: max |x| {absmax}, s {scale}, z {zero}, {sqnr}.",
  "blocks.one-of": "x = {value}, one of {rows} × {columns} values.",
  "blocks.outlying": "Rows and columns that stand out by largest |x|:",
  "blocks.row": "row {index}",
  "blocks.rows": "rows {first}–{last}",
  "blocks.scattered":
    "Lines that stand out because of a few values, scattered outliers: rows {rows}, columns {columns}.",
  "blocks.throughout": "Its values are large throughout.",
  "blocks.told": "{line}: its largest |x| is {most} times the median, and its RMS is {rms} times the median. {why}",
  "blocks.untold": "{letter}: {what}",
  "blocks.value": "x = {value}.",
  "blocks.worst.absmax": "the largest |x| of the blocks here is {value}.",
  "blocks.worst.error": "the largest |x̂ − x| here is {value}.",
  "blocks.worst.scale": "the largest scale of the blocks here is {value}.",
  "blocks.worst.sqnr": "the lowest SQNR of the blocks here is {value}.",
  "codes.all": "all {total} codes are used.",
  "codes.bits": "{bits} bits’ worth",
  "codes.entropy": "Entropy: {entropy} of {bits} bits.",
  "codes.level.block": "level x̂ in block {block}",
  "codes.hatched": "Hatched codes are never used.",
  "codes.most": "{letter} uses code {code} most, for {share} of the values.",
  "codes.never": "{letter}: code {code} (x̂ = {level}) never occurs.",
  "codes.never.blocks": "{letter}: code {code} never occurs in any block; in block {block} it would mean x̂ = {level}.",
  "codes.often": "{letter}: code {code} (x̂ = {level}) has {share} of the values ({count}).",
  "codes.often.blocks":
    "{letter}: code {code} has {share} of the values of all blocks ({count}); in block {block} it means x̂ = {level}.",
  "codes.one-bit": "one bit’s worth",
  "codes.no-level": "no value takes it",
  "codes.other.infinite":
    "{format}: codes that mean infinity: {codes}. No value takes one, not even an infinity, which takes the code of the largest finite level.",
  "codes.other.nan":
    "{format}: codes that mean NaN: {codes}. No value takes one, not even NaN, which takes the code of 0.",
  "codes.other.zero": "{format}: code {code} is {zero}, which is counted with 0.",
  "codes.with-zero": "counted with 0",
  "codes.unused": "only {used} of {total} codes used: about {worth}.",
  "comparison.activations":
    "For activations with fixed scales, {scheme} gives the most for its bits: {sqnr} at {bits} bits per value. With one dynamic scale per row, {dynamic} reaches {reached} ({gain}).",
  "comparison.activations.dynamic-exact":
    "For activations with fixed scales, {scheme} gives the most for its bits: {sqnr} at {bits} bits per value. With one dynamic scale per row, {dynamic} decodes every value exactly.",
  "comparison.activations.exact":
    "For activations with fixed scales, {scheme} decodes every value exactly, with {bits} bits per value. Dynamic scales could gain nothing.",
  "comparison.bits": "bits per value: {bits}",
  "comparison.codes": "Codes used",
  "comparison.cost": "Arithmetic per output",
  "comparison.hint.touch": "Tap a dot for its numbers; tap it again to make it B.",
  "comparison.hint": "Point at a dot for its numbers; a click makes it B.",
  "comparison.how":
    "All remedies use the number format of A. If you change the bits of A, the table is measured again. SQNR is measured on this data; the number below it is the gain over symmetric.",
  "comparison.how.blocks":
    "A is a format with blocks of its own and has no remedies. SQNR is measured on this data; the number below it is the gain over {scheme}.",
  "comparison.how.cost":
    "Zero-points of weights need the sum zw·Σqa for every new input. Static zero-points of activations go into the bias. With groups, the sum of products is rescaled once per group.",
  "comparison.how.cost.plain": "With groups, the sum of products is rescaled once per group.",
  "comparison.how.outlier":
    "Add one outlier: the first value becomes {value}, ten times the largest magnitude. The column shows how many times the rounding error (RMS) grows.",
  "comparison.how.plain":
    "All remedies use the number format of A. If you change the format of A, the table is measured again. SQNR is measured on this data; the number below it is the gain over one scale for all values.",
  "comparison.largest.asym":
    "Largest gain of a single remedy: “{name}”, {gain}. Going asymmetric first is the best step here.",
  "comparison.largest.asym.decodes":
    "“{name}” alone decodes every value of this data exactly; symmetric reaches {sqnr}. Going asymmetric first is the best step here.",
  "comparison.largest.asym.none":
    "No single remedy gains anything on this data, so symmetric is enough ({name}: {gain}).",
  "comparison.largest.decodes": "“{name}” alone decodes every value of this data exactly; symmetric reaches {sqnr}.",
  "comparison.largest.exact":
    "Symmetric already decodes every value of this data exactly, so no remedy can gain anything.",
  "comparison.largest.none":
    "No single remedy gains anything on this data, so symmetric is enough ({name}: {gain}, asymmetric: {asym}).",
  "comparison.largest.other": "Largest gain of a single remedy: “{name}”, {gain}. Asymmetric alone: {asym}.",
  "comparison.largest.plain": "Largest gain of a single remedy: “{name}”, {gain}.",
  "comparison.largest.plain.decodes":
    "“{name}” alone decodes every value of this data exactly; one scale for all values reaches {sqnr}.",
  "comparison.largest.plain.exact":
    "One scale for all values already decodes every value of this data exactly, so no remedy can gain anything.",
  "comparison.largest.plain.none":
    "No single remedy gains anything on this data, so one scale for all values is enough ({name}: {gain}).",
  "comparison.name.a": "A as it is",
  "comparison.name.asym": "Asymmetric",
  "comparison.name.asym-group": "Asymmetric per group",
  "comparison.name.asym-mse": "Asymmetric and clipped",
  "comparison.name.asym-row": "Asymmetric per row",
  "comparison.name.b": "B as it is",
  "comparison.name.blocks": "Blocks and scales of the format",
  "comparison.name.group": "One scale per group",
  "comparison.name.mse": "Clipped for least error",
  "comparison.name.percentile": "Clipped at a percentile",
  "comparison.name.plain": "One scale for all values",
  "comparison.name.row": "One scale per row",
  "comparison.name.sym": "Symmetric",
  "comparison.nothing":
    "{scheme} brings its own blocks and scales, so there is nothing to change. Choose an element format or integers as A to see remedies.",
  "comparison.outlier": "Add one outlier: rounding error",
  "comparison.parameters": "scales: {scales}",
  "comparison.parameters.zeros": "scales: {scales}, zero-points: {zeros}",
  "comparison.point": "{name} ({scheme}): {sqnr} at {bits} bits per value.",
  "comparison.point.gain": "{name} ({scheme}): {sqnr} at {bits} bits per value, {gain}.",
  "comparison.remedy": "Remedy",
  "comparison.rescalings": "rescalings: {count}",
  "comparison.shared": "Values per scale",
  "comparison.sqnr": "SQNR",
  "comparison.stored": "Stored",
  "comparison.table": "All numbers, and what follows for weights and activations",
  "comparison.take": "Use as",
  "comparison.weights":
    "For weights without zero-points, {scheme} gives the most for its bits: {sqnr} at {bits} bits per value, where a bit counts as 6.02 dB. A zero-point would change it by {gain} and need one more sum over every input.",
  "comparison.weights.exact":
    "For weights without zero-points, {scheme} decodes every value exactly, with {bits} bits per value. A zero-point could gain nothing.",
  "comparison.weights.plain":
    "For weights, {scheme} gives the most for its bits: {sqnr} at {bits} bits per value, where a bit counts as 6.02 dB.",
  "comparison.weights.plain.exact": "For weights, {scheme} decodes every value exactly, with {bits} bits per value.",
  "comparison.weights.zero-exact":
    "For weights without zero-points, {scheme} gives the most for its bits: {sqnr} at {bits} bits per value, where a bit counts as 6.02 dB. With a zero-point it would decode every value exactly, but need one more sum over every input.",
  "comparison.zero": "+ zero-point",
  "errors.from.between": "Half of the squared error lies between {lo} and {hi}.",
  "errors.from.clipped": "{share} of the squared error comes from clipped values: {count} of {all}.",
  "errors.from.outside": "Most of the squared error comes from values outside the part shown.",
  "errors.lost.one": "{share} of the values share one code, so RMSE/s = {ratio} says little.",
  "errors.lost.uneven.one": "{share} of the values share one code. {rmse}",
  "errors.lost.uneven.zeroed": "{share} of the values have become 0. {rmse}",
  "errors.lost.zeroed": "{share} of the values become 0, so RMSE/s = {ratio} says little.",
  "errors.none": "no error",
  "errors.parts": "Σe² = {sum}: {rounding} rounding, {clipping} clipping",
  "errors.ratio": "RMSE/s = {ratio} (evenly spread: {even})",
  "errors.ratio.one": "RMSE/s = {ratio}, but most values share a code",
  "errors.ratio.zeroed": "RMSE/s = {ratio}, but most values become 0",
  "errors.rmse": "RMSE = {rmse}",
  "errors.says": "{letter}: {source} {ratio}",
  "errors.says.above": "RMSE/s = {ratio}, above 1/√12 = {even}: some values are off by more than half a step.",
  "errors.says.below": "RMSE/s = {ratio}, below 1/√12 = {even}: many values lie close to a level.",
  "errors.says.clipping": "RMSE/s = {ratio}, mostly from clipping; rounding spread evenly gives 1/√12 = {even}.",
  "errors.says.even": "RMSE/s = {ratio}, close to the 1/√12 = {even} of an even spread.",
  "errors.says.fitted": "RMSE = {rmse}, not in steps, because a block can have a step of 0.",
  "errors.says.float":
    "RMSE = {rmse}. The error grows with the value: one that is neither clipped nor subnormal is off by at most {relative} of itself.",
  "errors.says.middle": "RMSE/s = {ratio}, above 1/√12 = {even}: many values lie near the middle between two levels.",
  "errors.says.none": "{letter}: every value is a level, so there is no error.",
  "errors.says.uneven": "RMSE = {rmse}, not in steps, because levels of a table need not be evenly spaced.",
  "errors.smaller": "{times} times less than {letter}",
  "integers.agrees":
    "Check: the four terms add up to {sum}. The definition, computed pair by pair in 32-bit integers, gives {defined}.",
  "integers.bias.bias": "bias",
  "integers.bias.caption": "Biases stored in 32 and in 8 bits",
  "integers.bias.channel": "channel",
  "integers.bias.coarse":
    "On this data the int32 bias has the larger error, because the biases are not much larger than its step sx·sw. That error is at most half of sx·sw, half a step of the sums themselves.",
  "integers.bias.error": "error",
  "integers.bias.narrow": "int8 code",
  "integers.bias.says":
    "This layer has the four filters as its channels and uses {scheme} (sx = {scale}). Each bias makes the mean of its channel 0. An int32 bias with scale sx·sw and zero-point 0 is added directly to the sums; its error is at most {wide}. An int8 bias, with one scale for all biases, is off by up to {narrow} at every output of the channel.",
  "integers.bias.unit": "sx·sw",
  "integers.bias.wide": "int32 code",
  "integers.decodes": "({code} − {z}) · {scale} = {value}",
  "integers.deviations": "Errors at the border, where windows reach into the padding, and inside",
  "integers.disagrees": "The four terms add up to {sum}, but the definition gives {defined}. This is a bug.",
  "integers.filter.blur": "blur",
  "integers.filter.edge": "edge",
  "integers.filter.sharpen": "sharpen",
  "integers.filter.sobel": "Sobel",
  "integers.head.border-max": "border: max |e|",
  "integers.head.border-rmse": "border: RMSE",
  "integers.head.ends": "shortest – longest",
  "integers.head.inner-max": "inside: max |e|",
  "integers.head.inner-rmse": "inside: RMSE",
  "integers.head.means": "which stands for (q − z) · s",
  "integers.head.median": "median",
  "integers.head.numbers": "with numbers",
  "integers.head.padding": "codes outside the input",
  "integers.head.quartiles": "quartiles",
  "integers.head.ratio": "ratio (quartiles)",
  "integers.head.scheme": "scheme",
  "integers.head.term": "term",
  "integers.head.value": "value",
  "integers.head.variant": "method",
  "integers.head.when": "known when",
  "integers.instead.asymmetric":
    "Neither A nor B has a zero-point, so this demo uses “{used}” for asymmetric integers.",
  "integers.instead.blocks": "“{scheme}” uses many scales; this demo needs one, so it uses “{used}” instead.",
  "integers.instead.both": "This demo needs an integer format with one scale; in place of “{scheme}” it uses “{used}”.",
  "integers.instead.format": "This demo needs an integer format; in place of “{scheme}” it uses “{used}”.",
  "integers.instead.real_zero":
    "“{scheme}” has a real zero-point, so no code can be the padding; this demo uses “{used}” instead.",
  "integers.instead.symmetric":
    "A and B both have a zero-point or a minimum, so this demo uses “{used}” for symmetric integers.",
  "integers.key.errors": "error |e|, log scale",
  "integers.key.outputs": "input and outputs",
  "integers.map.error": "its error",
  "integers.map.error.most": "its error, up to {most}",
  "integers.map.image": "input x",
  "integers.map.real": "real numbers",
  "integers.mistake":
    "Padded with code {code}, which stands for {level}, the border is wrong by up to {wrong}; with z = {z}, which stands for 0, by up to {right}.",
  "integers.no-mistake": "Here z = 0, so padding with code 0 is correct: both asymmetric results are the same.",
  "integers.non-finite":
    "NaN or infinite values in the input: {count}. Outputs that depend on them have no error (hatched) and are left out of the numbers below.",
  "integers.nothing":
    "Every input becomes 0, so the outputs are 0, too: more bits or less range would help, or choose “a scene”.",
  "integers.padding": "padding",
  "integers.product":
    "The activations are those after a SiLU, and the weights are Gaussian. Both are generated for this view and quantized to int8 with one scale each, whatever the data, A and B are. One element of the product, Σ (qa − za)(qw − zw) over n pairs, has four terms:",
  "integers.product.value":
    "It decodes to {sum} · sa · sw = {sum} · {sa} · {sw} = {value}. In real numbers it is {real} (error {error}).",
  "integers.remains.a":
    "With zw = 0, only −za·Σ qw remains besides the product. It is known beforehand and can go into the bias.",
  "integers.remains.both":
    "With both zero-points, all four terms remain, and −zw·Σ qa must be summed again for every input.",
  "integers.remains.none": "Without zero-points, only the product of the codes remains.",
  "integers.remains.w": "With za = 0, only −zw·Σ qa remains besides the product, and every new input must pay for it.",
  "integers.section.folded":
    "Input: the first values of the data in order, as {rows} × {columns}. The scales are those of the whole tensor; the 3 × 3 filter is int8.",
  "integers.section.matrix":
    "Input: the first rows and columns of the data, {rows} × {columns}. The scales are those of the whole tensor; the 3 × 3 filter is int8.",
  "integers.section.plane":
    "Input: the first {rows} × {columns} of plane {plane} of {planes}, the plane with the widest range. The scales are those of the whole tensor; the 3 × 3 filter is int8.",
  "integers.section.scene":
    "Input: a scene of {rows} × {columns}, normalized like a photograph, with scales of its own; the 3 × 3 filter is int8.",
  "integers.term.0": "product of the codes",
  "integers.term.1": "−{zw} · {rows}",
  "integers.term.2": "−{za} · {columns}",
  "integers.term.3": "{n} · {za} · {zw}",
  "integers.term.gone": "vanishes: {zeros}",
  "integers.term.sum": "sum",
  "integers.term.when.0": "with the input: it is the product itself",
  "integers.term.when.1": "with the input: one sum per new row",
  "integers.term.when.2": "beforehand if za is static: weights only",
  "integers.term.when.3": "beforehand if za is static: a constant",
  "integers.terms": "The four terms of one element",
  "integers.timing": "Time on this machine",
  "integers.timing.again": "Measure again",
  "integers.timing.agree": "All four methods gave the result of their definition, element by element.",
  "integers.timing.axis.ms": "milliseconds per product",
  "integers.timing.axis.us": "microseconds per product",
  "integers.timing.cancelled": "Canceled; no result was kept.",
  "integers.timing.clock": "The clock of this browser is too coarse to time these runs.",
  "integers.timing.disagree": "Some methods did not give the result of their definition. This is a bug.",
  "integers.timing.done":
    "{rounds} rounds of {repeats} products per method, {size} × {size}. Without zero-points the median is {time}.",
  "integers.timing.picture": "Times of a product of {size} × {size}: runs, medians and quartiles",
  "integers.timing.progress": "Progress of the measurement",
  "integers.timing.ratio": "{median} × ({lower} – {upper})",
  "integers.timing.running": "Checking the four methods, then timing {size} × {size} …",
  "integers.timing.start": "Start",
  "integers.timing.what":
    "This times the whole product at that size with four methods, in turn and over many rounds, in the SIMD code of this page. Each ratio compares with the product without zero-points in the same round.",
  "integers.variant.asymmetric": "zero-points, all sums",
  "integers.variant.folded": "zero-points, Σqw known",
  "integers.variant.naive": "subtracted per code",
  "integers.variant.symmetric": "no zero-points",
  "integers.way.alike": "asymmetric, padded with {z}",
  "integers.way.alike.short": "asym, {z}",
  "integers.way.asymmetric": "asymmetric, padded with z = {z}",
  "integers.way.asymmetric.short": "asym, z = {z}",
  "integers.way.mistaken": "asymmetric, padded with {z}: wrong",
  "integers.way.mistaken.short": "asym, {z}: wrong",
  "integers.way.symmetric": "symmetric, padded with {z}",
  "integers.way.symmetric.short": "sym, {z}",
  "integers.window.border":
    "Output in row {row}, column {column}: {outside} of the 9 values in its window are padding.",
  "integers.window.codes": "codes qx",
  "integers.window.filter": "filter qw",
  "integers.window.inner": "Output in row {row}, column {column}: its window lies inside the input.",
  "integers.window.mistake": "The padding code {code} stands for {level}, not for 0.",
  "integers.window.no-real":
    "In real numbers there is no result, and so no error: a value in the window is NaN or infinite.",
  "integers.window.products": "(qx − z)·qw",
  "integers.window.real": "In real numbers: {real}; error {error}.",
  "integers.window.sum": "Σ (qx − {z})·qw = {sum}",
  "integers.window.value": "y = {sum} · sx · sw = {sum} · {sx} · {sw} = {value}",
  "known.exact.note": "Nothing for ordinary numbers: codes and scales are those of the format, bit for bit.",
  "known.gptq": "GPTQ/AWQ g128-like",
  "known.gptq.note":
    "GPTQ and AWQ also look at the inputs of the layer when they choose codes and scales; here each value is rounded to the nearest level.",
  "known.mxfp4": "OCP MXFP4",
  "known.mxfp8": "OCP MXFP8",
  "known.nf4": "bitsandbytes NF4-like",
  "known.nf4.note": "The blocks of the library run on from row to row; here each row begins with a new block.",
  "known.nvfp4": "NVIDIA NVFP4",
  "known.q4_0": "llama.cpp Q4_0",
  "known.q4_k": "llama.cpp Q4_K",
  "known.q6_k": "llama.cpp Q6_K",
  "known.q8_0": "llama.cpp Q8_0",
  "known.qlora": "QLoRA NF4-like",
  "known.w8": "W8 per channel",
  "known.w8.note": "Each row is an output channel. Libraries differ in how they store its scale; here it has 16 bits.",
  "stream.back": "Previous batch",
  "stream.batch": "Batch {batch} ({rows}): values from {lo} to {hi}",
  "stream.batch.empty": "Batch {batch} ({rows}) has no finite values",
  "stream.begin":
    "All values of a batch share one scale here; the granularity and the calibration of {letter} are not used.",
  "stream.column.clipped": "clipped",
  "stream.column.range": "range",
  "stream.column.scale": "scale",
  "stream.column.sqnr": "SQNR",
  "stream.each": "{name}: {sqnr}, {clipped} clipped.",
  "stream.each.empty": "It has no finite values.",
  "stream.field.average": "Averaging constant",
  "stream.field.batch": "Rows per batch",
  "stream.field.first": "Calibrate on first … batches",
  "stream.grow.off": "Rows as they are",
  "stream.grow.on": "Let its rows grow",
  "stream.grows":
    "This data does not drift, so its rows grow here: from 1/{factor} of its size in the first row to all of it in the last.",
  "stream.grows.more":
    "The rows of this data grow here: from 1/{factor} of its size in the first row to all of it in the last.",
  "stream.how":
    "The codes, the rounding and the storage of scales come from {letter} ({scheme}). The scale of a batch follows from its smallest and its largest value; the range shown is what the grid then covers. The moving average takes in a batch with weight {constant} before it quantizes it, like FakeQuantize in PyTorch.",
  "stream.label.all": "all",
  "stream.label.average": "average",
  "stream.label.dynamic": "dynamic",
  "stream.label.first": "first {first}",
  "stream.name.all": "static: all batches",
  "stream.name.average": "moving average ({constant})",
  "stream.name.dynamic": "dynamic: this batch",
  "stream.name.first": "static: up to batch {first}",
  "stream.on": "Next batch",
  "stream.one":
    "The data has only one batch, so all four calibrations see the same values. Use more rows, or fewer rows per batch.",
  "stream.pause": "Pause",
  "stream.picture":
    "A batch of {data} under the ranges of four calibrations of {scheme}, and ranges and SQNR of all batches",
  "stream.place": "batch {batch} of {count}",
  "stream.play": "Play",
  "stream.plot": "Time in the stream",
  "stream.raised": "A picture shows at most 2048 batches, so here a batch has {rows} rows, not {asked}.",
  "stream.row": "row {row}",
  "stream.rows": "rows {from} to {to}",
  "stream.says":
    "Over {count} batches a dynamic scale reaches {dynamic}, {gain} compared with one scale for all. Calibration on the batches up to {first} clips {clipped} of the values; the moving average clips {averaged}.",
  "stream.says.empty": "No batch has finite values, so there is nothing to quantize.",
  "stream.says.exact":
    "Over {count} batches a dynamic scale decodes every value exactly; one scale for all reaches {all}. Calibration on the batches up to {first} clips {clipped} of the values; the moving average clips {averaged}.",
  "stream.says.exact.all":
    "Over {count} batches one scale for all decodes every value exactly; a dynamic scale reaches {dynamic}. Calibration on the batches up to {first} clips {clipped} of the values; the moving average clips {averaged}.",
  "stream.says.exact.both":
    "Over {count} batches a dynamic scale decodes every value exactly, and so does one scale for all. Calibration on the batches up to {first} clips {clipped} of the values; the moving average clips {averaged}.",
  "stream.scheme": "Format from",
  "stream.steady": "This data does not drift: its rows do not grow or shrink over time.",
  "stream.this": "this batch",
  "stream.time": "Time",
  "stream.whole": "whole stream",
  "sweeps.at":
    "{letter}: range {lo} … {hi}, {clipped} clipped; MSE {rounding} from rounding and {clipping} from clipping.",
  "sweeps.at.all":
    "{letter}: p{percentile} of every block, {clipped} clipped; MSE {rounding} from rounding and {clipping} from clipping.",
  "sweeps.fixed":
    "{letter}: the format sets the ranges of its blocks itself, with an MSE of {own}. No point of the curve has a smaller one.",
  "sweeps.fixed.least":
    "{letter}: the format sets the ranges of its blocks itself, with an MSE of {own}. The least MSE of the curve is {least}, {gain} better, but the format takes no other ranges.",
  "sweeps.fixed.unknown":
    "{letter}: the format sets scales and ranges itself. With its levels spread over a range, as the curve shows, the least MSE is {least}.",
  "sweeps.format.best":
    "{letter}: with its other options, {best} is the best format of {bits} bits: {sqnr} at {cost} bits per value, {less} more than {own} at {spent}.",
  "sweeps.format.best.blocks":
    "{letter}: {best} is the best format of {bits} bits: {sqnr} at {cost} bits per value, {less} more than {own} at {spent}. Formats without blocks of their own are measured in groups of {group}.",
  "sweeps.format.best.left":
    "{letter}: no file of {own} can hold these rows. Of the other formats of {bits} bits, {best} is the best: {sqnr} at {cost} bits per value.",
  "sweeps.format.best.own":
    "{letter}: with its other options, no format of {bits} bits is better than {own}: {sqnr} at {cost} bits per value.",
  "sweeps.format.best.own.blocks":
    "{letter}: no format of {bits} bits is better than {own}: {sqnr} at {cost} bits per value. Formats without blocks of their own are measured in groups of {group}.",
  "sweeps.format.exact": "{letter}: with its other options, {best} decodes every value exactly, and {own} does not.",
  "sweeps.format.exact.blocks": "{letter}: {best} decodes every value exactly, and {own} does not.",
  "sweeps.format.exact.left":
    "{letter}: no file of {own} can hold these rows. Of the other formats of {bits} bits, {best} decodes every value exactly.",
  "sweeps.format.exact.own": "{letter}: {own} decodes every value exactly.",
  "sweeps.bits.beside":
    "{letter}: {scheme} reaches {sqnr}. Its format has one number of bits, so its mark stands beside the curve of integers with its other options.",
  "sweeps.bits.beside.exact":
    "{letter}: {scheme} decodes every value exactly. Its format has one number of bits, so its mark stands beside the curve of integers with its other options.",
  "sweeps.bits.exact": "{letter}: from {bits} bits on, every value is decoded exactly.",
  "sweeps.bits.exact.integers":
    "Integers with the options of {letter}: from {bits} bits on, every value is decoded exactly.",
  "sweeps.bits.exact.some": "{letter}: bits that decode every value exactly: {bits}.",
  "sweeps.bits.exact.some.integers":
    "Integers with the options of {letter}: bits that decode every value exactly: {bits}.",
  "sweeps.bits.expected": "Halving the step alone gains {gain}.",
  "sweeps.bits.gain":
    "{letter}: from {from} to {to} bits, each extra bit gains {mean} on average, {least} at least and {most} at most.",
  "sweeps.bits.gain.integers":
    "Integers with the options of {letter}: from {from} to {to} bits, each extra bit gains {mean} on average, {least} at least and {most} at most.",
  "sweeps.block": "block {index} of {count}",
  "sweeps.blocks": "all {count} blocks",
  "sweeps.calibrator.best": "The best calibrator is “{name}”, {best} better than max.",
  "sweeps.calibrator.max": "No calibrator is better than max.",
  "sweeps.group.column": "{letter} has one scale per column, so it is not on this axis.",
  "sweeps.group.exact":
    "{letter} decodes every value exactly with {stop}, for more bits per value (by {bits}) than with one scale for the tensor, which reaches {whole}.",
  "sweeps.group.exact.both": "{letter} decodes every value exactly, with {stop} and with one scale for the tensor.",
  "sweeps.group.exact.whole":
    "{letter} decodes every value exactly with one scale for the tensor; with {stop} it reaches {sqnr}.",
  "sweeps.group.gain":
    "{letter}: {sqnr} with {stop}, {gain} more than with one scale for the tensor, for more bits per value (by {bits}).",
  "sweeps.group.loss":
    "{letter}: {sqnr} with {stop}, {gain} less than with one scale for the tensor, and more bits per value (by {bits}).",
  "sweeps.group.own":
    "{letter}: the format brings its own blocks of {group} values, so no other size can be chosen and it has one mark: {sqnr} at {bits} bits per value.",
  "sweeps.group.row": "one scale per row",
  "sweeps.group.size": "groups of {count}",
  "sweeps.group.tensor": "one scale for the tensor",
  "sweeps.least":
    "{letter}: the least MSE is {mse}, at {lo} … {hi}, {gain} better than max; the calibrator “{name}” lands closest.",
  "sweeps.least.all":
    "{letter}: with one percentile for every block, p{percentile} has the least MSE, {mse}, {gain} better than max.",
  "sweeps.least.all.max": "{letter}: with one percentile for every block, none has a smaller MSE than max, {mse}.",
  "sweeps.least.percentile":
    "{letter}: p{percentile} has the least MSE of all percentiles, {mse}, {gain} better than max.",
  "sweeps.least.percentile.max": "{letter}: no percentile has a smaller MSE than max, {mse}.",
  "sweeps.letter": "{letter} ({about})",
  "sweeps.least.max": "{letter}: no narrower range has a smaller MSE than max, {mse}.",
  "sweeps.mark": "{letter}: {name} clips {clipped} and has MSE {mse}; click to choose it.",
  "sweeps.stop": "{letter}, {stop}: {sqnr}, MSE {mse}, {bits} bits per value; {symmetry}: {other}.",
  "sweeps.stop.alone": "{letter}, {stop}: {sqnr}, MSE {mse}, {bits} bits per value.",
  "sweeps.stop.none": "{letter}, {stop}: the format brings its own blocks, so it has no other size.",
  "sweeps.stop.unknown": "{letter}, {stop}: not measured yet.",
  "sweeps.value.always": "{letter} clips x = {x} at every range shown.",
  "sweeps.value.never": "{letter} does not clip x = {x} at any range shown.",
  "sweeps.value.percentile": "{letter} clips x = {x} below p{percentile}.",
  "sweeps.value.threshold": "{letter} clips x = {x} when less than {share} of the range is kept."
};
