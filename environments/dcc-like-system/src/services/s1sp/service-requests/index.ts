export { notifiedCredentials } from './credentials';
export { passOnAlert, type RaisedAlert } from './device-alerts';
export { distributeFirmware, takeFirmware } from './firmware';
export { answerRequest, executeRequest, takeRequest } from './requests';
