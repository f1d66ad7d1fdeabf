import { demoEmployees } from '../store/demo-employee-directory.ts';

/** While only demo data is loaded, who does not say otherwise is the demo relationship manager. */
export const demoEmployeeId: string = demoEmployees[0].employeeId;
