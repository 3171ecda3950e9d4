/** The linker's version: raise it when the same page and names give other references, and pages are read anew. */
export const LINKER_VERSION = 13;
