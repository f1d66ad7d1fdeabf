/** While there is no client book, everybody is the demo relationship manager. */
export const demoEmployeeId = 'demo-rm';
