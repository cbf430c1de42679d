/** The ICA side of a connection: storage credential, storage configuration, validation. */
package icaconnect.registration;
