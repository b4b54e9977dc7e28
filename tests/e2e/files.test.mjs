import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after } from "node:test";
import { FORMATS, byName, choose, drop, dropMade } from "./drop.mjs";
import { chooseData, control, errorAt, fragment, inBrowser, links, painted, ready, says, shows, stateOf } from "./lab.mjs";
import { compareWithNative, shown } from "./native.mjs";

const visit = inBrowser();
/** @type {{name: string}[]} */
const SAMPLES = JSON.parse(readFileSync(new URL("../../www/samples/index.json", import.meta.url), "utf8"));
const MIXED = join(FORMATS, "mixed_dtypes.safetensors");

const own = mkdtempSync(join(tmpdir(), "quantscope-"));
after(() => rmSync(own, { recursive: true }));
const TXT = join(own, "embeddings (copy).txt");
copyFileSync(join(FORMATS, "embeddings_savetxt.csv"), TXT);

for (const locale of ["en-US", "zh-CN"]) {
  visit(`each bundled tensor is chosen from the list, named, and measured as natively (${locale})`, { locale, hash: "#a=int4:row&b=int8:asym" }, async (page) => {
    await ready(page);
    const views = [];
    assert.equal(SAMPLES.length, 35);
    for (const { name } of SAMPLES) {
      await chooseData(page, `sample:${name}`);
      await shows(page, { data: `sample(${name})` });
      await links(page, "data", `sample(${name})`);
      assert.equal(await control(page, "outlier-fraction").isVisible(), false, "a real tensor has no generator's controls");
      views.push(await shown(page));
    }
    const labels = await page.locator("[data-choice] .name").allTextContents();
    assert.deepEqual(labels.filter((label) => /^sample\.|_/.test(label)), [], "samples have names a person reads");
    await compareWithNative(views);
  });
}

visit("a link to a bundled tensor shows it", { hash: "#data=sample(silero_conv4_weight)&b=int4:row" }, async (page) => {
  await ready(page);
  await shows(page, { data: "sample(silero_conv4_weight)" });
  await says(page.locator(".facts"), /128 × 64 × 3 = 24.576 values/);
  await compareWithNative([await shown(page)]);
});

for (const [locale, note] of /** @type {const} */ ([
  ["en-US", /line 1 was taken as names of columns and skipped/],
  ["zh-CN", /第 1 行被当作列名，已跳过/],
])) {
  visit(`what reading a file took for granted is said beside the data (${locale})`, { locale }, async (page) => {
    await ready(page);
    await dropMade(page, [{ name: "header.csv", text: "a,b\n1,2\n3,4\n" }]);
    await says(page.locator(".warning"), note);
  });
}

for (const [how, bring] of Object.entries({ "by the button": choose, "by dropping it": drop })) {
  visit(`a person's own .npy, .csv and .txt come ${how}`, { hash: "#a=int4:row&b=int5:asym:g8" }, async (page) => {
    await ready(page);
    const paths = [join(FORMATS, "array_f32_4d.npy"), join(FORMATS, "depthwise_pandas_header.csv"), TXT];
    const views = [];
    for (const path of paths) {
      const data = `file(${basename(path)})`;
      await bring(page, path);
      await shows(page, { data });
      await links(page, "data", data);
      assert.equal(await control(page, "data").inputValue(), data);
      assert.equal(await control(page, "kind").innerText(), basename(path));
      assert.equal(await control(page, "tensor").count(), 0, "one tensor needs no list");
      views.push(await shown(page));
    }
    await compareWithNative(views, byName(...paths));
  });

  visit(`a person's own .safetensors with many tensors comes ${how}, and each tensor of its list is shown`, { hash: "#a=int4:row&b=int5:asym:g8" }, async (page) => {
    await ready(page);
    await bring(page, MIXED);
    await page.waitForFunction(() => /** @type {any} */ (document.querySelector("quant-scope")).getState().data.startsWith("file("));
    const list = control(page, "tensor");
    const views = [await shown(page)];
    const options = await list.locator("option").evaluateAll((nodes) => nodes.map((node) => ({ name: /** @type {any} */ (node).value, label: node.textContent })));
    assert.equal(options.length, 12);
    assert.equal(`file(mixed_dtypes.safetensors/${await list.inputValue()})`, views[0].data, "the list shows which one it is");
    for (const { name, label } of options) {
      assert.ok(label?.includes(name), `${label} names ${name}`);
      const before = await shown(page);
      await list.selectOption(name);
      if (name === "empty") {
        await says(errorAt(page, "data"), /mixed_dtypes\.safetensors\/empty has the shape 0×384/);
        assert.deepEqual(await shown(page), before, "the last good state stays");
        continue;
      }
      await shows(page, { data: `file(mixed_dtypes.safetensors/${name})` });
      views.push(await shown(page));
    }
    await compareWithNative(views, byName(MIXED));
  });
}

visit("the place to drop is shown while a file is over the page", {}, async (page) => {
  await ready(page);
  const hint = page.locator(".drop-hint");
  assert.equal(await hint.isVisible(), false);
  const dataTransfer = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(["1"], "a.csv"));
    return transfer;
  });
  await page.locator(".stage").dispatchEvent("dragover", { dataTransfer });
  await hint.waitFor();
  await says(hint, /\.safetensors.*\.npy.*\.csv.*\.txt/);
  await page.locator(".stage").dispatchEvent("dragleave", { dataTransfer });
  await hint.waitFor({ state: "hidden" });
});

visit("a text that is dragged over the page is none of its business", {}, async (page) => {
  await ready(page);
  const taken = await page.locator(".stage").evaluate((stage) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData("text/plain", "1 2 3");
    return ["dragover", "drop"].map((type) => !stage.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, composed: true, cancelable: true })));
  });
  assert.deepEqual(taken, [false, false]);
});

visit("of several files dropped together the first is shown, the others can be named", {}, async (page) => {
  await ready(page);
  const [f64, i8] = ["array_f64.npy", "array_i8.npy"];
  await drop(page, join(FORMATS, f64), join(FORMATS, i8));
  await shows(page, { data: `file(${f64})` });
  const views = [await shown(page)];
  await control(page, "data").fill(`file(${i8})`);
  await control(page, "data").press("Enter");
  await shows(page, { data: `file(${i8})` });
  views.push(await shown(page));
  await page.goBack();
  await shows(page, { data: `file(${f64})` });
  await compareWithNative(views, byName(join(FORMATS, f64), join(FORMATS, i8)));
});

visit("a file that replaces one of the same name is shown afresh", {}, async (page) => {
  await ready(page);
  await dropMade(page, [{ name: "a.csv", text: "1,2\n3,4\n" }]);
  await says(page.locator(".facts"), /2 × 2 = 4 values, 1 … 4/);
  await dropMade(page, [{ name: "a.csv", text: "5,6,7\n8,9,10\n" }]);
  await says(page.locator(".facts"), /2 × 3 = 6 values, 5 … 10/);
});

for (const { locale, sentence } of [
  { locale: "en-US", sentence: /Drop the file mine\.npy on the page/ },
  { locale: "zh-CN", sentence: /请把文件 mine\.npy 拖到页面上/ },
]) {
  visit(`a link to a file that is not there says which one to drop, and shows what it can (${locale})`, { locale, hash: "#data=file(mine.npy)&a=int5" }, async (page) => {
    await says(errorAt(page, "data"), sentence);
    await shows(page, { a: "int5", data: "normal:seed=7:outliers=0.001x20" });
    await compareWithNative([await shown(page)]);
    const name = "mine.npy";
    await dropMade(page, [{ name, path: join(FORMATS, "array_f32.npy") }]);
    await shows(page, { data: `file(${name})`, a: "int5" });
    await errorAt(page, "data").waitFor({ state: "hidden" });
    await compareWithNative([await shown(page)], { [name]: join(FORMATS, "array_f32.npy") });
  });
}

visit("names of files are shown as text and do not run", {}, async (page) => {
  await ready(page);
  const name = "<img src=x onerror=window.ran=1>&b=int2#(1).csv";
  await dropMade(page, [{ name, text: "1,2\n3,4\n" }]);
  await shows(page, { data: `file(${name})`, b: "int4:asym:g64" });
  await links(page, "data", `file(${name})`);
  await dropMade(page, [{ name: "<b>bad</b>.csv", text: "1,2\nx,4\n" }]);
  await says(errorAt(page, "data"), /<b>bad<\/b>\.csv: line 2, column 1: “x”/);
  await painted(page);
  const ran = await page.evaluate(() => [/** @type {any} */ (window).ran, document.querySelector("quant-scope")?.shadowRoot?.querySelectorAll("img, b").length]);
  assert.deepEqual(ran, [undefined, 0]);
  assert.equal((await stateOf(page)).data, `file(${name})`);
  assert.equal((await fragment(page)).data, `file(${name})`);
});
