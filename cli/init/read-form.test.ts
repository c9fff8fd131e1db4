import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readForm, signInBy } from './read-form.ts';

const form = (attributes: string, fields: string): string =>
  `<h1>Hi</h1><form ${attributes}>${fields}</form>`;
const fields = `<input name=csrf type="hidden" value=1><input type='email' name='mail'><input name="pass" type=password>`;

test('a form that posts a name and a password says where, and by which names', () => {
  assert.deepEqual(readForm(form(`class="x" method="POST" action="/login?next=/"`, fields)), {
    action: '/login?next=/',
    user: 'mail',
    password: 'pass',
  });
  assert.deepEqual(signInBy({ user: 'mail', password: 'pass' }, '/login'), {
    path: '/login',
    encoding: 'form',
    user: 'mail',
    password: 'pass',
    token: { cookie: 'NOT-FOUND' },
  });
});

test('where a template says where it goes, or nothing does, no place is made up', () => {
  for (const action of ['', `action="{{ url_for('login') }}"`, `action="<%= login_path %>"`])
    assert.deepEqual(readForm(form(`method=post ${action}`, fields)), { user: 'mail', password: 'pass' });
});

test('a form without a password, without names, or that scripts send is none', () => {
  const search = form('method="post" action="/search"', '<input name="q">');
  const nameless = form('method="post"', '<input type="email"><input type="password">');
  for (const page of ['', search, nameless, form('', fields)]) assert.equal(readForm(page), undefined);
  assert.equal(readForm(search + form('method="post" action="/in"', fields))?.action, '/in');
});
