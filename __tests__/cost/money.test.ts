import { dollars, dollarText, nanos, priceText } from "../../cost/money";

test.each([
  [0, "0.00"],
  [0.004, "0.00"],
  [-0.004, "0.00"],
  [0.005, "0.01"],
  [9.994, "9.99"],
  [9.995, "10"],
  [10.49, "10"],
  [-9.5, "-9.50"],
  [-1234.5, "-1,234"],
  [1234567.8, "1,234,568"],
])("shows %d dollars as %s: cents below ten, whole dollars above", (amount, text) => {
  expect(dollarText(nanos(amount))).toBe(text);
});

test.each([
  [0.1, "0.10"],
  [0.0000548, "0.0000548"],
  [0.0049225, "0.0049225"],
  [5, "5.00"],
])("shows a unit price of %d with every digit that says something", (price, text) => {
  expect(priceText(nanos(price))).toBe(text);
});

test("sums to the cent, where dollars as fractions would not", () => {
  // GIVEN three amounts whose sum in floating point is 0.6000000000000001
  const total = nanos(0.1) + nanos(0.2) + nanos(0.3);
  // THEN
  expect(total).toBe(nanos(0.6));
  expect(dollars(total)).toBe(0.6);
});
