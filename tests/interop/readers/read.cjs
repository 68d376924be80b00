// Opens a release with a library for JavaScript: node read.cjs LIBRARY RELEASE FILE. Writes what it read to FILE, as JSON.
'use strict'
const fs = require('fs')
const path = require('path')

const [, , library, release, to] = process.argv
const from = (name) => require(require.resolve(name, { paths: [process.env.NODE_LIBRARIES || process.cwd()] }))
const described = JSON.parse(fs.readFileSync(path.join(release, 'datapackage.json'), 'utf8'))

function plain (value) {
  return value instanceof Date ? { date: value.toISOString().replace('T00:00:00.000Z', '') } : value
}

function table (columns, rows) {
  return { columns, rows: rows.map((row) => row.map(plain)) }
}

const readers = {
  async datapackage () {
    const { Package } = from('datapackage')
    const opened = await Package.load(path.join(release, 'datapackage.json'), { strict: true })
    const found = {}
    for (const resource of opened.resources) {
      await resource.checkRelations()
      found[resource.name] = table(resource.schema.fieldNames, await resource.read())
    }
    return found
  },
  async tableschema () {
    const { Table } = from('tableschema')
    const found = {}
    for (const resource of described.resources) {
      // without the delimiter it guesses one from the first rows, and takes that of "Rule 6: ..." in texts
      const options = { schema: resource.schema, strict: true, delimiter: resource.dialect.delimiter }
      const one = await Table.load(path.join(release, resource.path), options)
      found[resource.name] = table(one.schema.fieldNames, await one.read())
    }
    return found
  },
  async 'frictionless.js' () {
    const { Dataset } = from('frictionless.js')
    const opened = await Dataset.load(release)
    const found = {}
    for (const file of opened.resources) {
      const [columns, ...rows] = await collected(await file.rows())
      found[file.descriptor.name] = table(columns, rows)
    }
    return found
  }
}

async function collected (stream) {
  const rows = []
  for await (const row of stream) rows.push(row)
  return rows
}

function version () {
  const root = path.join(process.env.NODE_LIBRARIES || process.cwd(), 'node_modules', library, 'package.json')
  return JSON.parse(fs.readFileSync(root, 'utf8')).version
}

readers[library]()
  .then((tables) => fs.writeFileSync(to, JSON.stringify({ version: version(), tables })))
  .catch((error) => {
    console.error(error.errors ? error.errors.slice(0, 3) : error)
    process.exit(1)
  })
