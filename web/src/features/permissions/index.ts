export { RightsLink } from './people/RightsLink';
