export default {
  "error.url.ask": "尚未发出任何请求：这份数据位于 {address}。按下写有 {host} 的按钮后才会读取",
  "error.url.address":
    "“{address}”不是可读取的地址；请给出 https://HOST/PATH（文件）、https://HOST/PATH/*（模型所在的文件夹）或 OWNER/NAME（huggingface.co 上的模型）",
  "error.url.login": "地址中含有 {host} 的用户名或密码，而它们从不会被发送；请去掉后再试",
  "error.url.policy":
    "本页面的策略（Content-Security-Policy 的 connect-src）禁止向 {host} 发出请求。请下载文件后在此打开，或请页面的管理者按 docs/hosting.md 允许该主机",
  "error.url.cors":
    "{host} 不允许其他网站的页面读取此文件：响应中没有 Access-Control-Allow-Origin。请下载文件后在此打开",
  "error.url.unreachable": "{host} 没有响应。请检查地址和网络连接，然后重试",
  "error.url.whole":
    "{host} 只能发送整个文件，不支持按范围读取（返回 200 而不是 206），因此请求已中止。请下载文件后在此打开",
  "error.url.size":
    "{host} 没有说明文件大小：响应中没有页面可读的 Content-Range。该主机可在 Access-Control-Expose-Headers 中列出此响应头；也可下载文件后在此打开",
  "error.url.denied":
    "{host} 不向所有人提供此文件（{status}）：它是私有的、需要先同意条款，或者不存在。请在该网站登录并下载文件，然后在此打开",
  "error.url.missing":
    "{host} 上没有 {address} 这个文件（404）。请检查拼写；若是模型，文件夹中需有 model.safetensors 或 pytorch_model.bin，或二者之一的索引（.index.json）",
  "error.url.status": "{host} 返回状态码 {status}。请稍后重试，或下载文件后在此打开",
  "error.url.broken": "接收数据时与 {host} 的连接中断（{message}）。请检查网络连接，然后重试",
  "error.url.ended": "{host} 发送的字节与请求的不一致：文件为空或已被截短。请重试，或下载文件后在此打开",
  "error.url.changed": "读取张量列表之后，{host} 上的“{name}”已被更改。请重新显示它：届时会从该主机重新读取列表",
  "error.url.many": "{host} 上的索引列出了超过 {limit} 个文件，不支持从地址读取；请下载模型后在此打开",
  "note.url.host": "{address} 由 {host} 提供，只读取所显示的部分。",
  "ui.url.read": "从 {host} 读取",
  "ui.url.field": "文件地址，或 huggingface.co 上的 OWNER/NAME",
  "ui.url.hint": "只读取文件头和所选的张量。该主机会看到您的网络地址以及您读取了哪些部分。"
};
