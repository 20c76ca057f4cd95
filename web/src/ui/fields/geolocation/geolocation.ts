/** Places in degrees of WGS-84. Pure functions. */
export interface Geolocation {
  latitude: number;
  longitude: number;
}

/** `31.2304, 121.4737`. */
export const writePlace = ({ latitude, longitude }: Geolocation): string => `${shown(latitude)}, ${shown(longitude)}`;

const shown = (degrees: number): string => String(Math.round(degrees * 1e6) / 1e6);

const WRITTEN = /^\s*(-?\d{1,3}(?:\.\d+)?)\s*°?\s*([NSns北南]?)\s*[,，;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*°?\s*([EWew东西]?)\s*$/;

/** Null for what is no place on the earth. */
export function readPlace(text: string): Geolocation | null {
  const match = WRITTEN.exec(text);
  if (!match) return null;
  const latitude = Number(match[1]) * (/[Ss南]/.test(match[2] ?? '') ? -1 : 1);
  const longitude = Number(match[3]) * (/[Ww西]/.test(match[4] ?? '') ? -1 : 1);
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null;
}

/** Where a map shows it. Chinese readers get one of China, told that the degrees are WGS-84; it moves them itself. */
export function mapOf({ latitude, longitude }: Geolocation, language: string): string {
  return language.startsWith('zh')
    ? `https://uri.amap.com/marker?position=${longitude},${latitude}&coordinate=wgs84`
    : `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
}
