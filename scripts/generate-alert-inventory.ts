import { alertInventory, INVENTORY_FILE } from "./alert-inventory";
import { writeFormatted } from "./write-formatted";

void writeFormatted(INVENTORY_FILE, alertInventory());
