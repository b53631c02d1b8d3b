import { basename } from "node:path";
import { libraryMissing, unusableLibrary } from "./cuda_problem.ts";

/** Fields of the header of a library for x64: ELF, 64 bits, little endian. @see elf(5), Elf64_Ehdr. */
const header = {
  bytes: 64,
  magic: 0x464c457f,
  is64: 4,
  machine: 18,
  sections: 40,
  sectionBytes: 58,
};
const x64 = 62;

/**
 * Loads a library, which stays loaded.
 * @param library Its absolute path, or a name that the system's linker finds.
 * @throws {CudaProblem} If it is not there, or one that it needs, or is no library of this machine.
 */
export function openLibrary<const Symbols extends Deno.ForeignLibraryInterface>(
  library: string,
  symbols: Symbols,
): Deno.DynamicLibrary<Symbols> {
  const flaw = library.includes("/") ? flawOf(library) : undefined;
  if (flaw === missing) throw libraryMissing(basename(library));
  if (flaw !== undefined) throw unusableLibrary(library, flaw);
  try {
    return Deno.dlopen(library, symbols);
  } catch (error) {
    throw problemOf(error, library);
  }
}

/** A file that is not there. */
const missing = "it is not there";

/**
 * Why a file is no library, or a part of one; nothing where it may be one. Loading a part would end the whole
 * process.
 */
export function flawOf(path: string): string | undefined {
  const view = new DataView(new ArrayBuffer(header.bytes));
  let size: number;
  try {
    using file = Deno.openSync(path);
    size = file.statSync().size;
    file.readSync(new Uint8Array(view.buffer));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return missing;
    return "it cannot be read";
  }
  const isLibrary = view.getUint32(0, true) === header.magic && view.getUint8(header.is64) === 2;
  if (!isLibrary || view.getUint16(header.machine, true) !== x64) {
    return "it is no library for Linux on x64";
  }
  const sections = view.getUint16(header.sectionBytes, true) *
    view.getUint16(header.sectionBytes + 2, true);
  // The table of sections is the last thing in a library.
  const end = Number(view.getBigUint64(header.sections, true)) + sections;
  return size < end ? `it has ${size} of ${end} bytes` : undefined;
}

/** What the linker's message means: it names the library that is not there. */
function problemOf(error: unknown, library: string): Error {
  if (!(error instanceof Error) || error instanceof Deno.errors.NotCapable) {
    return error instanceof Error ? error : new Error(String(error));
  }
  const reason = error.message.replace(/^(Could not open library: )+/, "");
  const [, absent] = /^(\S+): cannot open shared object file: No such file/.exec(reason) ?? [];
  if (absent === undefined) {
    return unusableLibrary(library, reason.replace(`${library}: `, ""));
  }
  return absent === library
    ? libraryMissing(basename(library))
    : libraryMissing(absent, basename(library));
}

/** Constants of glibc. @see dlopen(3) */
const mode = { lazy: 1, noLoad: 4 };

/** From where a library is loaded that this process has loaded; nothing where it has not. */
export function loadedFrom(name: string): string | undefined {
  const { symbols } = Deno.dlopen("libdl.so.2", {
    dlopen: { parameters: ["buffer", "i32"], result: "pointer" },
  });
  const handle = symbols.dlopen(new TextEncoder().encode(`${name}\0`), mode.lazy | mode.noLoad);
  if (handle === null) return undefined;
  // What glibc gives is its `link_map`: an address, then the path.
  const path = new Deno.UnsafePointerView(handle).getPointer(8);
  return path === null ? undefined : new Deno.UnsafePointerView(path).getCString();
}
