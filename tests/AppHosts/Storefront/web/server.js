// The front end: one page, with what the gateway tells of the catalog.
const http = require('node:http');

const gateway = process.env.services__gateway__http__0;

http.createServer(async (request, response) => {
  if (request.url === '/health') {
    response.end('Healthy');
    return;
  }

  const answer = await fetch(`${gateway}/call/catalog/`);
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.end(`<h1>Shop</h1><pre>${await answer.text()}</pre>`);
}).listen(process.env.PORT, '127.0.0.1', () => console.log(`The shop is open at port ${process.env.PORT}`));
