import { expect, it } from 'vitest';
import { nameFrom } from './apiNames';

it('makes a name for the API of whatever it is called', () => {
  expect(nameFrom('Booking inquiry', 'form')).toMatch(/^booking_inquiry_[a-z0-9]{1,4}$/);
  expect(nameFrom('预订咨询', 'form')).toMatch(/^form_[a-z0-9]{1,4}$/);
});
