/** What Deno was told that this command may do. */
export interface GrantedPermission {
  /** Its kind, such as `read`. */
  readonly name: Deno.PermissionName;
  /** Whether everything of the kind is granted. */
  readonly isWhole: boolean;
  /** Else what is granted, of all that commands of Penstock ask for. */
  readonly granted: readonly string[];
}

/** What commands ask for, where less than everything of a kind is enough. */
export const askedFor = {
  run: ["deno", "xdg-open", "open", "explorer"],
  net: [
    "127.0.0.1",
    "localhost",
    "files.pythonhosted.org",
    "github.com",
    "ossci-datasets.s3.amazonaws.com",
    "pypi.org",
    "raw.githubusercontent.com",
  ],
  env: ["INIT_CWD", "NVIDIA_TF32_OVERRIDE", "PENSTOCK_CUDA", "PENSTOCK_DATA", "TERM"],
  sys: ["systemMemoryInfo"],
} as const;

/** The permissions in force, without asking for any. */
export function permissionsInForce(): readonly GrantedPermission[] {
  return [
    granted("read", [{ name: "read", path: "." }]),
    granted("write", [{ name: "write", path: "." }]),
    granted("ffi", []),
    granted("run", askedFor.run.map((command) => ({ name: "run", command }))),
    granted("net", askedFor.net.map((host) => ({ name: "net", host }))),
    granted("env", askedFor.env.map((variable) => ({ name: "env", variable }))),
    granted("sys", askedFor.sys.map((kind) => ({ name: "sys", kind }))),
  ];
}

function granted(
  name: Deno.PermissionName,
  parts: readonly Deno.PermissionDescriptor[],
): GrantedPermission {
  // The kind alone is a descriptor of each kind.
  const isWhole = isGranted({ name } as Deno.PermissionDescriptor);
  return { name, isWhole, granted: parts.filter(isGranted).map(partOfKind) };
}

function isGranted(descriptor: Deno.PermissionDescriptor): boolean {
  return Deno.permissions.querySync(descriptor).state === "granted";
}

function partOfKind(descriptor: Deno.PermissionDescriptor): string {
  switch (descriptor.name) {
    case "run":
      return `${descriptor.command}`;
    case "net":
      return descriptor.host ?? "";
    case "env":
      return descriptor.variable ?? "";
    case "sys":
      return descriptor.kind ?? "";
    case "read":
    case "write":
    case "ffi":
      return `${descriptor.path}`;
    default:
      return "";
  }
}
