import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRoutes } from './read-routes.ts';

const source = (text: string) => ({ where: 'app.py', text });

test('routes that a router is told of by their whole path are endpoints; of parts nobody knows the beginning', () => {
  const found = readRoutes([
    source(`
@app.get("/api/me")
@app.route('/api/tools/', methods=['GET', 'POST'])
@app.route("/api/orders", methods=["POST"])
@app.get("/api/tools/<int:id>")
@app.get("/api/health")
@app.get("/tools")
router.get('/api/v2/parts', list);
users_bp.get('/people')
api.get(\`/api/tools\`)
`),
  ]);
  assert.deepEqual(found.endpoints?.value, [
    { id: 'me', path: '/api/me' },
    { id: 'tools', path: '/api/tools' },
    { id: 'parts', path: '/api/v2/parts' },
  ]);
  assert.deepEqual(found.whoAmI, { value: '/api/me', where: 'app.py' });
});

test('a source without routes says nothing', () => {
  assert.deepEqual(readRoutes([source("fetch('/api/orders')")]), {});
});
