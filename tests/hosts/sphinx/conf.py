project = "Quantization"
html_theme = "furo"
html_static_path = ["_static"]
