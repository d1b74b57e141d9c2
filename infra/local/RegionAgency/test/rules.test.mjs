import assert from "node:assert/strict";
import { test } from "node:test";
import { decide, determine, PROGRAM } from "../rules.mjs";

const choice = (changes = {}) => ({ health: { insuranceGroup: "1", practice: "900001", distanceKm: 2, acceptsDistance: false, ...changes } });
const codesOf = (attributes) => determine(attributes).reasons.map(({ code }) => code);

test("a practice that takes patients and is near is assigned, and the hospitals with it", () => {
  assert.equal(determine(choice()).outcome, "eligible");
  assert.deepEqual(codesOf(choice()), ["practice-assigned", "hospitals-of-the-region"]);
});

for (const [what, changes, code] of [
  ["group 2", { insuranceGroup: "2" }, "group-two"],
  ["a practice 16 kilometres away", { distanceKm: 16 }, "too-far"],
  ["a practice that takes nobody", { practice: "900003" }, "practice-closed"],
  ["a practice that is not there", { practice: "900009" }, "unknown-practice"],
]) {
  test(`${what} gets no practice, and is told why`, () => {
    assert.equal(determine(choice(changes)).outcome, "ineligible");
    assert.deepEqual(codesOf(choice(changes)), [code]);
  });
}

test("fifteen kilometres are near, and more can be accepted", () => {
  assert.equal(determine(choice({ distanceKm: 15 })).outcome, "eligible");
  assert.equal(determine(choice({ distanceKm: 16, acceptsDistance: true })).outcome, "eligible");
});

test("what is missing is named, unless something else decides already", () => {
  assert.deepEqual(determine(choice({ practice: undefined })).missing, ["/health/practice"]);
  assert.equal(determine({}).outcome, "needsInformation");
  assert.equal(determine(choice({ practice: undefined, insuranceGroup: "2" })).outcome, "ineligible");
});

test("every reason is in English and French", () => {
  for (const attributes of [choice(), choice({ insuranceGroup: "2", distanceKm: 99, practice: "900003" }), choice({ practice: "1" }), {}]) {
    for (const { text } of determine(attributes).reasons) {
      assert.ok(text.en && text.fr);
    }
  }
});

test("another program is not the region's to decide", () => {
  assert.equal(decide({ subject: PROGRAM, attributes: choice() })[0].status, "completed");
  assert.deepEqual(decide({ subject: "dk-housing-benefit", attributes: choice() }), [{ status: "failed", error: "UnknownProgram" }]);
});
