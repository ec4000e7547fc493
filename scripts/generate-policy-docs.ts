import { policyDocs, POLICY_DOCS_FILE } from "./policy-docs";
import { writeFormatted } from "./write-formatted";

void writeFormatted(POLICY_DOCS_FILE, policyDocs());
