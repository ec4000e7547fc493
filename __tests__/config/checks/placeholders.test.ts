import { checkPlaceholders } from "../../../config/checks/placeholders";
import { saidOf } from "./production";

const said = (value: string) => saidOf(checkPlaceholders, { services: { frontend: { env: { LINK: value } } } });

test.each(["{domain}", "https://{domain}/{domain}", "{}", '{"a": 1}', "{ a }", "a}{b"])("accepts %s", (value) => {
  expect(said(value)).toEqual([]);
});

test("refuses a placeholder that nothing fills in", () => {
  expect(said("{domian}/{region}")).toEqual([
    'services.frontend.env.LINK: got "{domian}", expected {domain} or no braces; did you mean {domain}?',
    'services.frontend.env.LINK: got "{region}", expected {domain} or no braces; write the value itself.',
  ]);
});
