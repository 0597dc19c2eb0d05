const { createServer } = require('http');
const ms = require('ms');

const started = Date.now();
const server = createServer((_request, response) => response.end(`taking orders for ${ms(Date.now() - started)}\n`));

server.listen(8080);
process.on('SIGTERM', () => server.close());
