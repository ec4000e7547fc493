import { writeFileSync } from "node:fs";
import { picture, pictureFile, PICTURED } from "./architecture-pictures";

void (async () => {
  for (const environment of PICTURED) writeFileSync(pictureFile(environment), await picture(environment));
})();
