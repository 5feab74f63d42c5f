// validate_bom.cjs FOLDER FILE - whether a bill of materials is CycloneDX 1.6, by the schema that the CycloneDX library
// carries. FOLDER holds its node_modules. Ends with 1 where it is not.
'use strict';
const path = require('path');
const fs = require('fs');

const [folder, file] = process.argv.slice(2);
const load = require('module').createRequire(path.join(path.resolve(folder), 'package.json'));
const { Spec, Validation } = load('@cyclonedx/cyclonedx-library');

async function main() {
    const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
    const wrong = await validator.validate(fs.readFileSync(file, 'utf8'));
    if (wrong !== null) {
        console.log(JSON.stringify(wrong, null, 1));
        process.exitCode = 1;
    }
}

main();
