export { notifiedCredentials } from './credentials';
export { passOnAlert } from './device-alerts';
export { distributeFirmware, takeFirmware } from './firmware';
export { answerRequest, executeRequest } from './execution';
export { takeRequest } from './requests';
