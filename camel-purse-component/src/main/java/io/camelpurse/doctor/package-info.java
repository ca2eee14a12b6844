/**
 * Diagnoses the connection to Purse: {@link io.camelpurse.doctor.PurseDoctor} inside an application, {@link
 * io.camelpurse.doctor.DoctorCommand} beside it. Public API, since routes and command lines name these two classes.
 * Above the component, as an application is; nothing knows it.
 */
package io.camelpurse.doctor;
