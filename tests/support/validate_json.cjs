// validate_json.cjs NPM SCHEMA FILE... - whether each document of each file is as a JSON schema (draft 2020-12) has
// it, by ajv. A file is one document, or, with the ending .jsonl or .ndjson, one a line. SCHEMA may be
// FILE#/a/pointer for a schema inside another document. Prints what is wrong; 1 where something is.
"use strict";

const fs = require("fs");
const path = require("path");

const [npm, from, ...files] = process.argv.slice(2);
const modules = path.resolve(npm, "node_modules");
const { default: Ajv } = require(path.join(modules, "ajv/dist/2020.js"));
const ajv = new Ajv({ strict: false, allErrors: false, logger: false });
require(path.join(modules, "ajv-formats")).default(ajv);
// Schemas of DSC refer to the dialects that a resource may use.
for (const dialect of ["json-schema-draft-07.json"])
    ajv.addMetaSchema(require(path.join(modules, "ajv/dist/refs", dialect)));
require(path.join(modules, "ajv/dist/refs/json-schema-2019-09")).default.call(ajv, false);

const [file, pointer] = from.split("#");
let schema = JSON.parse(fs.readFileSync(file, "utf8"));
for (const part of (pointer || "").split("/").slice(1))
    schema = schema[part];
const validate = ajv.compile(schema);

let failed = 0;
let documents = 0;
for (const name of files) {
    const text = fs.readFileSync(name, "utf8");
    const lines = /\.(jsonl|ndjson)$/.test(name) ? text.split("\n").filter((line) => line) : [text];
    lines.forEach((line, index) => {
        documents++;
        if (validate(JSON.parse(line)))
            return;
        failed = 1;
        const error = validate.errors[0];
        console.log(`${name}:${index + 1}: ${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
    });
}
console.log(`${documents} documents`);
process.exit(documents ? failed : 1);
