// A Python that runs one script after the other, so that NumPy is loaded once and not for each script.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Reads scripts from its input, one JSON string a line, and answers what each printed, or the error that ended it. */
const LOOP = `
import contextlib, io, json, sys, traceback
for line in sys.stdin:
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile(json.loads(line), "script", "exec"), {"__name__": "__main__"})
        answer = {"printed": printed.getvalue()}
    except BaseException:
        answer = {"error": traceback.format_exc()}
    print(json.dumps(answer), flush=True)
`;

export class Interpreter {
  #process;
  #answers;

  /** @param {string} python @param {string} folder in which the scripts look for their files */
  constructor(python, folder) {
    const stdio = /** @type {['pipe', 'pipe', 'inherit']} */ (['pipe', 'pipe', 'inherit']);
    this.#process = spawn(python, ['-W', 'error', '-c', LOOP], { cwd: folder, stdio });
    this.#answers = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
  }

  /** What a script prints; an error of the script is thrown. @param {string} script @returns {Promise<string>} */
  async run(script) {
    this.#process.stdin.write(`${JSON.stringify(script)}\n`);
    const { value, done } = await this.#answers.next();
    if (done) throw new Error('Python has ended');
    const { printed, error } = JSON.parse(value);
    if (error) throw new Error(error);
    return printed;
  }

  end() {
    this.#process.stdin.end();
  }
}
