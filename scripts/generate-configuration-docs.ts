import { configurationDocs, DOCS_FILE } from "./configuration-docs";
import { writeFormatted } from "./write-formatted";

void writeFormatted(DOCS_FILE, configurationDocs());
