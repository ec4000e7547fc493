export {
  expressionsIn,
  type Reference,
  referencesIn,
  referenceOf,
  soleExpression,
} from "../../report/model/expressions";
