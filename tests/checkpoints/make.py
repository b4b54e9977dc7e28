"""Writes the files of this directory with PyTorch and ONNX, and expected.json with what they contain.

Expected values are float32, written so that JSON gives them back.
"""

import collections
import io
import json
import pathlib
import struct
import zipfile

import ml_dtypes
import numpy as np
import onnx
import torch
from onnx import TensorProto, helper

HERE = pathlib.Path(__file__).parent
expected = []


def record(file, tensors=None, faults=None, error=None):
    expected.append({"file": file, "tensors": tensors or {}, "faults": faults or {}, "error": error})


def described(tensor, dtype=None):
    """Type, shape and values of an array or a tensor of PyTorch."""
    if isinstance(tensor, torch.Tensor):
        dtype = dtype or str(tensor.dtype).removeprefix("torch.").replace("e4m3fn", "e4m3").replace("e4m3uz", "e4m3fnuz")
        shape, values = list(tensor.shape), tensor.detach().to(torch.float64).flatten().tolist()
    else:
        shape, values = list(tensor.shape), np.asarray(tensor).astype(np.float64).flatten().tolist()
    return {"dtype": dtype, "shape": shape, "values": [float(np.float32(x)) for x in values]}


def repacked(source, target, method=zipfile.ZIP_STORED, change=lambda name, data: data):
    with zipfile.ZipFile(HERE / source) as old, zipfile.ZipFile(HERE / target, "w", method) as new:
        for info in old.infolist():
            new.writestr(info.filename, change(info.filename, old.read(info.filename)))


def torch_files():
    torch.manual_seed(1)
    base = torch.randn(24)
    state = collections.OrderedDict()
    state["embed.weight"] = base.reshape(4, 6)
    state["view.offset"] = base[6:12].reshape(2, 3)
    state["view.transposed"] = base.reshape(4, 6).t()
    state["view.one"] = base[3:4].reshape(1, 1)
    state["parameter"] = torch.nn.Parameter(torch.randn(3))
    state["scalar"] = torch.tensor(2.5)
    for dtype in ["float16", "bfloat16", "float64", "float8_e4m3fn", "float8_e5m2"]:
        state[f"of.{dtype}"] = torch.randn(2, 3).to(getattr(torch, dtype))
    for dtype in ["int64", "int32", "int16", "int8", "uint8", "uint16", "uint32"]:
        state[f"of.{dtype}"] = torch.arange(5).to(getattr(torch, dtype)) * 3
    state["of.bool"] = torch.tensor([True, False, True])
    torch.save(state, HERE / "state_dict.pt")
    tensors = {name: described(tensor) for name, tensor in state.items()}
    record("state_dict.pt", tensors)

    repacked("state_dict.pt", "deflated.pt", zipfile.ZIP_DEFLATED)
    record("deflated.pt", tensors)

    linear = torch.nn.Linear(3, 2)
    adam = torch.optim.Adam(linear.parameters())
    linear(torch.ones(1, 3)).sum().backward()
    adam.step()
    steps = adam.state_dict()
    torch.save(
        {"epoch": 3, "best": 0.25, "big": 1 << 40, "low": -7, "model": linear.state_dict(), "optimizer": steps,
         "pair": [torch.ones(2), torch.zeros(1)], "shape": torch.Size([1, 2]), "dtype": torch.float16},
        HERE / "training.pth",
    )
    tensors = {f"model/{name}": described(tensor) for name, tensor in linear.state_dict().items()}
    for index, values in steps["state"].items():
        tensors |= {f"optimizer/state/{index}/{name}": described(tensor) for name, tensor in values.items()}
    record("training.pth", tensors | {"pair/0": described(torch.ones(2)), "pair/1": described(torch.zeros(1))})

    torch.save(torch.arange(6.0).reshape(2, 3), HERE / "alone.pt")
    record("alone.pt", {"alone.pt": described(torch.arange(6.0).reshape(2, 3))})
    swapped = lambda name, data: (
        b"big" if name.endswith("byteorder") else np.frombuffer(data, "<f4").astype(">f4").tobytes() if "/data/" in name else data
    )
    repacked("alone.pt", "big_endian.pt", change=swapped)
    record("big_endian.pt", {"big_endian.pt": described(torch.arange(6.0).reshape(2, 3))})

    torch.save({"good": torch.ones(2), "every.second": torch.arange(6.0)[::2], "repeated": torch.ones(1).expand(3),
                "complex": torch.ones(2, dtype=torch.complex64), "empty": torch.ones(0, 3)}, HERE / "views.pt")
    strides = "error.file.torch_strides"
    record("views.pt", {"good": described(torch.ones(2))},
           {"every.second": strides, "repeated": strides, "complex": "error.file.dtype", "empty": "error.file.no_values"})

    short = lambda name, data: data[:8] if name.endswith("data/0") else data
    repacked("alone.pt", "storage_short.pt", change=short)
    record("storage_short.pt", faults={"storage_short.pt": "error.file.torch_data"})
    with zipfile.ZipFile(HERE / "alone.pt") as old, zipfile.ZipFile(HERE / "storage_missing.pt", "w") as new:
        for info in old.infolist():
            if not info.filename.endswith("data/0"):
                new.writestr(info.filename, old.read(info.filename))
    record("storage_missing.pt", faults={"storage_missing.pt": "error.file.torch_storage"})

    torch.save(linear, HERE / "module.pt")
    record("module.pt", error="error.file.torch_global")
    torch.save({"a": torch.ones(1)}, HERE / "legacy.pt", _use_new_zipfile_serialization=False)
    record("legacy.pt", error="error.file.torch_legacy")
    torch.save({"a": torch.ones(1)}, HERE / "protocol_4.pt", pickle_protocol=4)
    record("protocol_4.pt", error="error.file.torch_opcode")

    for name, pickle, error in [
        ("calls_system", b"\x80\x02cposix\nsystem\nq\x00X\x02\x00\x00\x00idq\x01\x85q\x02Rq\x03.", "torch_global"),
        ("calls_eval", b"\x80\x02c__builtin__\neval\nX\x01\x00\x00\x001\x85R.", "torch_global"),
        ("makes_object", b"\x80\x02ccollections\nOrderedDict\n)\x81.", "torch_opcode"),
        ("builds_tuple", b"\x80\x02)}b.", "torch_opcode"),
        ("calls_number", b"\x80\x02K\x01)R.", "torch_damaged"),
        ("ends_early", b"\x80\x02}q\x00(X\x09\x00\x00\x00a", "torch_damaged"),
        ("contains_itself", b"\x80\x02}q\x00X\x01\x00\x00\x00ah\x00s.", "no_tensor"),
        ("many_objects", b"\x80\x02" + b"]" * 3000 + b".", "torch_crowded"),
    ]:
        with zipfile.ZipFile(HERE / f"{name}.pt", "w") as file:
            file.writestr("x/data.pkl", pickle)
            file.writestr("x/byteorder", b"little")
        record(f"{name}.pt", error=f"error.file.{error}")


def onnx_model(name, initializers):
    graph = helper.make_graph([], "g", [], [], initializers)
    (HERE / name).write_bytes(helper.make_model(graph).SerializeToString())


def onnx_files():
    rng = np.random.default_rng(2)
    floats = rng.normal(size=(2, 3)).astype(np.float32)
    kinds = {
        "float32": (TensorProto.FLOAT, floats), "float64": (TensorProto.DOUBLE, floats.astype(np.float64)),
        "float16": (TensorProto.FLOAT16, floats.astype(np.float16)),
        "bfloat16": (TensorProto.BFLOAT16, floats.astype(ml_dtypes.bfloat16)),
        "float8_e4m3": (TensorProto.FLOAT8E4M3FN, floats.astype(ml_dtypes.float8_e4m3fn)),
        "float8_e5m2": (TensorProto.FLOAT8E5M2, floats.astype(ml_dtypes.float8_e5m2)),
        "float8_e4m3fnuz": (TensorProto.FLOAT8E4M3FNUZ, floats.astype(ml_dtypes.float8_e4m3fnuz)),
        "float8_e5m2fnuz": (TensorProto.FLOAT8E5M2FNUZ, floats.astype(ml_dtypes.float8_e5m2fnuz)),
        "float4_e2m1": (TensorProto.FLOAT4E2M1, floats.astype(ml_dtypes.float4_e2m1fn)),
        "int4": (TensorProto.INT4, np.array([-8, 7, -1], ml_dtypes.int4)),
        "uint4": (TensorProto.UINT4, np.array([[15, 1], [0, 8]], ml_dtypes.uint4)),
        "bool": (TensorProto.BOOL, np.array([True, False])),
    }
    for bits in [8, 16, 32, 64]:
        low, high = -(1 << bits - 1), (1 << bits) - 1
        kinds[f"int{bits}"] = (getattr(TensorProto, f"INT{bits}"), np.array([low, -1, 0, 5], f"int{bits}"))
        kinds[f"uint{bits}"] = (getattr(TensorProto, f"UINT{bits}"), np.array([high, 0, 5], f"uint{bits}"))
    initializers, tensors = [], {}
    for dtype, (kind, array) in kinds.items():
        raw = onnx.numpy_helper.from_array(array, f"raw/{dtype}")
        assert raw.data_type == kind and raw.raw_data, dtype
        typed = TensorProto(name=f"typed/{dtype}", data_type=kind, dims=array.shape)
        bits = array.view(f"uint{array.itemsize * 8}").flatten().tolist() if array.dtype.kind in "fV" else array.flatten().tolist()
        if dtype in ("float32", "float64"):
            getattr(typed, {"float32": "float_data", "float64": "double_data"}[dtype]).extend(array.flatten().tolist())
        elif dtype == "int64":
            typed.int64_data.extend(bits)
        elif dtype in ("uint32", "uint64"):
            typed.uint64_data.extend(bits)
        elif dtype in ("int4", "uint4", "float4_e2m1"):
            typed.int32_data.extend(raw.raw_data)
        else:
            typed.int32_data.extend(int(x) for x in bits)
        assert np.array_equal(onnx.numpy_helper.to_array(typed), array), dtype
        initializers += [raw, typed]
        tensors[f"raw/{dtype}"] = tensors[f"typed/{dtype}"] = described(array, dtype)
    onnx_model("initializers.onnx", initializers)
    record("initializers.onnx", tensors)

    elsewhere = {}
    outside = []
    for name, location in [("beside", "weights.bin"), ("below", "data/weights.bin"), ("parent", "../weights.bin"),
                           ("root", "/etc/passwd"), ("drive", "C:\\weights.bin"), ("address", "https://example.org/x")]:
        tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=[2], data_location=TensorProto.EXTERNAL)
        tensor.external_data.add(key="location", value=location)
        tensor.external_data.add(key="offset", value="0")
        outside.append(tensor)
        elsewhere[name] = "error.file.onnx_external" if name in ("beside", "below") else "error.file.onnx_outside"
    good = onnx.numpy_helper.from_array(floats, "good")
    onnx_model("external.onnx", [*outside, good])
    record("external.onnx", {"good": described(floats, "float32")}, elsewhere)

    text = TensorProto(name="text", data_type=TensorProto.STRING, dims=[1], string_data=[b"a"])
    short = TensorProto(name="short", data_type=TensorProto.FLOAT, dims=[3], raw_data=bytes(8))
    long = TensorProto(name="long", data_type=TensorProto.INT32, dims=[2], int32_data=[1, 2, 3])
    wrong = TensorProto(name="wrong", data_type=TensorProto.FLOAT, dims=[1], int32_data=[1])
    none = TensorProto(name="none", data_type=TensorProto.FLOAT, dims=[1])
    empty = TensorProto(name="empty", data_type=TensorProto.FLOAT, dims=[0, 2])
    onnx_model("faults.onnx", [text, short, long, wrong, none, empty, good])
    data = "error.file.onnx_data"
    record("faults.onnx", {"good": described(floats, "float32")},
           {"text": "error.file.dtype", "short": data, "long": "error.file.onnx_numbers", "wrong": data, "none": data,
            "empty": "error.file.no_values"})
    whole = (HERE / "external.onnx").read_bytes()
    (HERE / "cut_off.onnx").write_bytes(whole[:-9])
    record("cut_off.onnx", error="error.file.onnx_damaged")
    (HERE / "huge_length.onnx").write_bytes(b"\x08\x08\x3a\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01")
    record("huge_length.onnx", error="error.file.onnx_damaged")
    (HERE / "no_graph.onnx").write_bytes(b"\x08\x08\x12\x01a")
    record("no_graph.onnx", error="error.file.no_tensor")


torch_files()
onnx_files()
(HERE / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")
