#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| quantscope_fuzz::check("onnx", bytes));
