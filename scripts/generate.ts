// Everything in this repository that is made from something else; a test each says when it is stale.
import "./generate-schema";
import "./generate-configuration-docs";
import "./generate-cost-docs";
import "./generate-alert-inventory";
import "./generate-policy-docs";
import "./generate-architecture";
import "./generate-fmctl-docs";
