import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fieldMask } from './mask-fields.ts';

const mask = fieldMask(['email', 'full_name', 'phone', 'tags']);
const person = {
  id: 7,
  email: 'ann@a.example',
  full_name: 'Ann "Al" O\\Hara, {1}',
  phone: 617,
  tags: ['a', 'b'],
};
const left = /ann@|Ann|O\\|617|"a"/u;

describe('fieldMask', () => {
  it('takes texts, numbers and lists out of JSON, and leaves it JSON', () => {
    const text = mask(JSON.stringify([person, { email: '' }]));
    assert.doesNotMatch(text, left);
    assert.deepEqual(JSON.parse(text), [
      { id: 7, email: '[masked]', full_name: '[masked]', phone: '[masked]', tags: '[masked]' },
      { email: '[masked]' },
    ]);
  });

  it('takes them out of JSON within JSON', () => {
    const text = mask(JSON.stringify({ reason: `saw ${JSON.stringify(person)}` }));
    assert.doesNotMatch(text, left);
    assert.match(String(Reflect.get(Object(JSON.parse(text)), 'reason')), /"id":7,"email":"\[masked\]"/u);
  });

  it('takes them out of forms and addresses, and touches no other field', () => {
    assert.equal(mask('/people?email=ann%40a.example&page=2#x'), '/people?email=[masked]&page=2#x');
    const other = '{"email_sent":"yes","my.email":"x","title":"email: a"} noemail=1';
    assert.equal(mask(other), other);
  });

  it('takes nothing where nothing is personal', () => {
    assert.equal(fieldMask([])('{"email":"x"}'), '{"email":"x"}');
  });
});
