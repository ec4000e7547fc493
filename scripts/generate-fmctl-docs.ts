import { fmctlDocs, FMCTL_DOCS_FILE } from "./fmctl-docs";
import { writeFormatted } from "./write-formatted";

void writeFormatted(FMCTL_DOCS_FILE, fmctlDocs());
