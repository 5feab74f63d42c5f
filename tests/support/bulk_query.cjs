// bulk_query.cjs NPM ENGINE SQL - what an engine for bulk data answers, as one line of JSON: a list of rows. ENGINE:
// duckdb, clickhouse. Numbers that are too large for JavaScript do not occur in what is asked.
"use strict";

const path = require("path");

const [npm, engine, sql] = process.argv.slice(2);
const load = require("module").createRequire(path.join(path.resolve(npm), "package.json"));

async function duckdb() {
    const { DuckDBInstance } = load("@duckdb/node-api");
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    return (await connection.runAndReadAll(sql)).getRowObjectsJson();
}

function clickhouse() {
    const { query } = load("chdb");
    return query(sql, "JSONEachRow").split("\n").filter((line) => line).map((line) => JSON.parse(line));
}

async function main() {
    console.log(JSON.stringify(await { duckdb, clickhouse }[engine]()));
}

main().catch((error) => {
    console.error(String(error.message || error));
    process.exitCode = 1;
});
