"""Writes the pictures of this directory and what QuantScope should read of them. It needs numpy and Pillow.

PNGs are written here, chunk by chunk, from arrays whose luminance is computed beside them, so no decoder takes part. JPEGs are
written by Pillow, and their luminance is that of Pillow's decoder.
"""

import io
import json
import pathlib
import struct
import zlib

import numpy as np
from PIL import Image

HERE = pathlib.Path(__file__).parent
ROWS, COLUMNS = 13, 21
random = np.random.default_rng(7)
index = []


def luminance(rgb, most, alpha=None):
    """In float64, over white, as float32."""
    r, g, b = (rgb[..., i].astype(np.float64) for i in range(3))
    y = (0.2126 * r + 0.7152 * g + 0.0722 * b) / most
    return over_white(y, most, alpha)


def over_white(y, most, alpha=None):
    if alpha is not None:
        a = alpha.astype(np.float64) / most
        y = np.where(alpha == most, y, a * y + (1 - a))
    return y.astype(np.float32)


def packed(samples, depth):
    """Rows of samples as bytes; each row begins with the filter byte 0."""
    rows = []
    for row in samples.reshape(samples.shape[0], -1):
        if depth == 16:
            body = row.astype(">u2").tobytes()
        elif depth == 8:
            body = row.astype("u1").tobytes()
        else:
            bits = "".join(format(int(sample), f"0{depth}b") for sample in row)
            bits += "0" * (-len(bits) % 8)
            body = bytes(int(bits[i : i + 8], 2) for i in range(0, len(bits), 8))
        rows.append(b"\0" + body)
    return b"".join(rows)


def png(samples, color, depth, interlaced=False, chunks=()):
    chunk = lambda kind, body: (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    )
    if interlaced:
        passes = [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)]
        parts = [samples[r::down, c::across] for r, c, down, across in passes]
        body = b"".join(packed(part, depth) for part in parts if part.size)
    else:
        body = packed(samples, depth)
    header = struct.pack(">IIBBBBB", samples.shape[1], samples.shape[0], depth, color, 0, 0, int(interlaced))
    all_chunks = [(b"IHDR", header), *chunks, (b"IDAT", zlib.compress(body, 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*each) for each in all_chunks)


def keep(name, data, values, exact, notes=()):
    (HERE / name).write_bytes(data)
    np.save(HERE / f"{pathlib.Path(name).stem}.npy", values)
    index.append({"file": name, "shape": list(values.shape), "exact": exact, "notes": list(notes)})


def whole(most, *channels):
    return random.integers(0, most + 1, (ROWS, COLUMNS, *channels))


for depth in [1, 2, 4, 8, 16]:
    most = 2**depth - 1
    gray = whole(most)
    keep(f"gray_{depth}.png", png(gray, 0, depth), over_white(gray / most, most), True)
gray = whole(255)
keep("gray_interlaced.png", png(gray, 0, 8, True), over_white(gray / 255, 255), True)
gray = whole(255, 2)
keep("gray_alpha.png", png(gray, 4, 8), over_white(gray[..., 0] / 255, 255, gray[..., 1]), True, ["transparent"])
rgb = whole(255, 3)
keep("rgb.png", png(rgb, 2, 8), luminance(rgb, 255), True, ["luminance"])
rgb = whole(65535, 3)
keep("rgb_16_interlaced.png", png(rgb, 2, 16, True), luminance(rgb, 65535), True, ["luminance"])
rgba = whole(255, 4)
keep("rgba.png", png(rgba, 6, 8), luminance(rgba, 255, rgba[..., 3]), True, ["luminance", "transparent"])
rgba = whole(65535, 4)
keep("rgba_16.png", png(rgba, 6, 16), luminance(rgba, 65535, rgba[..., 3]), True, ["luminance", "transparent"])
palette, codes = random.integers(0, 256, (13, 3)), whole(12)
chunk = (b"PLTE", palette.astype("u1").tobytes())
keep("palette_4.png", png(codes, 3, 4, False, [chunk]), luminance(palette[codes], 255), True, ["luminance"])
alpha = np.full(13, 255)
alpha[:3] = [0, 100, 200]
chunks = [chunk, (b"tRNS", alpha[:3].astype("u1").tobytes())]
keep(
    "palette_alpha.png",
    png(codes, 3, 8, False, chunks),
    luminance(palette[codes], 255, alpha[codes]),
    True,
    ["luminance", "transparent"],
)


def smooth(*channels):
    """A picture that JPEG keeps well: gradients and an edge."""
    r, c = np.mgrid[0:40, 0:56]
    base = np.stack([3 * r + 2 * c, 255 - 4 * r, 4 * c + r], -1).clip(0, 255)
    base[12:20, 18:34] = [220, 40, 60]
    return base.astype("u1") if channels else base[..., 1].astype("u1")


def jpeg(image, **options):
    out = io.BytesIO()
    image.save(out, "JPEG", quality=92, **options)
    return out.getvalue()


def decoded(data):
    values = np.asarray(Image.open(io.BytesIO(data)))
    return over_white(values / 255, 255) if values.ndim == 2 else luminance(values, 255)


gray, rgb = Image.fromarray(smooth()), Image.fromarray(smooth(3))
data = jpeg(gray)
keep("gray.jpg", data, decoded(data), False)
data = jpeg(rgb, subsampling=0)
keep("rgb_444.jpg", data, decoded(data), False, ["luminance"])
data = jpeg(rgb, subsampling=2)
keep("rgb_420.jpg", data, decoded(data), False, ["luminance"])
data = jpeg(rgb, subsampling=2, progressive=True)
keep("rgb_progressive.jpg", data, decoded(data), False, ["luminance"])
exif = Image.Exif()
exif[0x0112] = 6
data = jpeg(gray, exif=exif)
keep("gray_turned.jpg", data, np.ascontiguousarray(np.rot90(decoded(data), -1)), False, ["turned"])
(HERE / "cmyk.jpg").write_bytes(jpeg(rgb.convert("CMYK")))
lines = ",\n  ".join(json.dumps(record) for record in index)
(HERE / "index.json").write_text(f"[\n  {lines}\n]\n")
