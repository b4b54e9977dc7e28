import anywidget
import traitlets


class QuantScope(anywidget.AnyWidget):
    _esm = "https://your.site/quant-scope/anywidget.js"
    state = traitlets.Dict().tag(sync=True)
    metrics = traitlets.Dict(allow_none=True).tag(sync=True)
