import { COST_DOCS_FILE, costDocs } from "./cost-docs";
import { writeFormatted } from "./write-formatted";

void writeFormatted(COST_DOCS_FILE, costDocs());
