// parse_powershell.cjs FOLDER FILE... - says where a PowerShell script has a syntax error. FOLDER holds the
// node_modules with web-tree-sitter and tree-sitter-powershell. Ends with 1 where there is one.
'use strict';
const path = require('path');
const fs = require('fs');

const [folder, ...files] = process.argv.slice(2);
const load = require('module').createRequire(path.join(path.resolve(folder), 'package.json'));
const { Parser, Language } = load('web-tree-sitter');

// Every node that the parser could not place, or had to make up.
function errors(node, found) {
    if (node.isError || node.isMissing) {
        found.push(node);
        return found;
    }
    for (let i = 0; i < node.childCount; i++) {
        errors(node.child(i), found);
    }
    return found;
}

async function main() {
    await Parser.init();
    const grammar = path.join(folder, 'node_modules/tree-sitter-powershell/tree-sitter-powershell.wasm');
    const parser = new Parser();
    parser.setLanguage(await Language.load(grammar));
    let failed = false;
    for (const file of files) {
        const text = fs.readFileSync(file, 'utf8');
        for (const node of errors(parser.parse(text).rootNode, [])) {
            failed = true;
            const { row, column } = node.startPosition;
            console.log(`${file}:${row + 1}:${column + 1}: syntax error near ${JSON.stringify(node.text.slice(0, 60))}`);
        }
    }
    process.exitCode = failed ? 1 : 0;
}

main();
