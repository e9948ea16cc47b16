/** Constants of the zip format (APPNOTE 6.3.10, https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT). */
export const LOCAL_HEADER = { signature: 0x04034b50, size: 30 } as const;
export const DATA_DESCRIPTOR = { signature: 0x08074b50, size32: 16, size64: 24 } as const;
export const CENTRAL_HEADER = { signature: 0x02014b50, size: 46 } as const;
export const END64 = { signature: 0x06064b50, size: 56 } as const;
export const END64_LOCATOR = { signature: 0x07064b50, size: 20 } as const;
export const END = { signature: 0x06054b50, size: 22 } as const;

export const UINT16_MAX = 0xffff;
export const UINT32_MAX = 0xffffffff;
export const STORED = 0;
export const DEFLATED = 8;
export const ZIP64_EXTRA = 0x0001;

export const FLAG_ENCRYPTED = 0x0001;
export const FLAG_DATA_DESCRIPTOR = 0x0008;
export const FLAG_UTF8 = 0x0800;
