import { describe, expect, it } from 'vitest';
import { mapOf, readPlace, writePlace } from './geolocation';

describe('a place', () => {
  it.each([
    ['31.2304, 121.4737', 31.2304, 121.4737],
    ['-33.8688,151.2093', -33.8688, 151.2093],
    ['33.8688° S, 70.5 W', -33.8688, -70.5],
    ['31.23，121.47', 31.23, 121.47],
  ])('is read from %s', (text, latitude, longitude) => expect(readPlace(text)).toEqual({ latitude, longitude }));

  it.each(['Shanghai', '91, 0', '0, 181', '31.2', ''])('is not %s', (text) => expect(readPlace(text)).toBeNull());

  it('is written as it is read', () => expect(writePlace({ latitude: 31.2304, longitude: 121.4737 })).toBe('31.2304, 121.4737'));

  it('tells the map which degrees they are', () => expect(mapOf({ latitude: 31.2, longitude: 121.4 }, 'zh-CN')).toContain('coordinate=wgs84'));
});
