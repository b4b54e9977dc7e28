export default {
  "error.url.ask":
    "Nothing was asked for yet: this data lies at {address}. It is read when you press the button that names {host}",
  "error.url.address":
    "“{address}” is no address that can be read; give https://HOST/PATH of a file, https://HOST/PATH/* of a folder with a model, or OWNER/NAME of a model on huggingface.co",
  "error.url.login":
    "The address has a name or a password for {host} in it, and those are never sent; give the address without them",
  "error.url.policy":
    "The policy of this page (connect-src of its Content-Security-Policy) forbids requests to {host}. Download the file and open it here, or ask the host of this page to allow the host, as docs/hosting.md says",
  "error.url.cors":
    "{host} lets no page of another site read this file: its answer has no Access-Control-Allow-Origin. Download the file and open it here",
  "error.url.unreachable": "{host} does not answer. Check the address and your connection, then try again",
  "error.url.whole":
    "{host} sends files only as a whole, not in ranges (200 in place of 206), so the request was ended. Download the file and open it here",
  "error.url.size":
    "{host} does not say how large the file is: its answer has no Content-Range that a page may read. Its host can list the header in Access-Control-Expose-Headers; or download the file and open it here",
  "error.url.denied":
    "{host} does not give this file to everybody ({status}): it is private, needs an agreement to its terms, or does not exist. Log in there, download the file and open it here",
  "error.url.missing":
    "{host} has no file at {address} (404). Check the spelling; of a model, the folder needs model.safetensors or pytorch_model.bin, or the index of either (.index.json)",
  "error.url.status": "{host} answered with status {status}. Try again later, or download the file and open it here",
  "error.url.broken":
    "The connection to {host} broke while bytes were coming ({message}). Check your connection, then try again",
  "error.url.ended":
    "{host} sent other bytes than those that were asked for: the file is empty, or was cut. Try again, or download the file and open it here",
  "error.url.changed":
    "“{name}” at {host} has changed since its list of tensors was read. Show it again: the list is then read from the host again",
  "error.url.many":
    "The index at {host} names more than {limit} files, which are not read from an address; download the model and open it here",
  "note.url.host": "{address} is read from {host}, and only the parts that are shown.",
  "ui.url.read": "Read from {host}",
  "ui.url.field": "Address of a file, or OWNER/NAME on huggingface.co",
  "ui.url.hint":
    "Only the header and the tensors that you choose are fetched. The host sees your network address and which parts you read."
};
