import { type Diagnostic, error } from "../../dsl/text/diagnostic.ts";

export function noRow(place: string): Diagnostic {
  return error("E0474", { place }, {
    message: "The row is no object",
    help: 'Give the value of each column by its name, such as {"age": 39, "city": "Rome"}',
  });
}

export function nestedCell(place: string): Diagnostic {
  return error("E0475", { place }, {
    message: "The cell is a list or an object, and no number or text",
    help: "Give each column one value",
  });
}

export function noPicture(place: string, reason: string): Diagnostic {
  return error("E0476", { place }, {
    message: `No picture: ${reason}`,
    help: "Give the bytes of a PNG or JPEG file in base64",
  });
}

/** An address that cannot be listened on. */
export function cannotListen(address: string, reason: string): Diagnostic {
  return error("E0516", { place: address }, {
    message: `Cannot listen on ${address}: ${reason}`,
    help: "Choose another port with --port, or 0 for any that is free",
  });
}

/** An address that a task may not listen on. */
export function mayNotListen(address: string, host: string): Diagnostic {
  return error("E0517", { place: address }, {
    message: `The task may not listen on ${address}: it is for this machine alone`,
    help:
      `Whoever is to reach it needs leave: deno run --allow-net=${host} with the rest of the task "serve"`,
  });
}
