/** The only HTTP to ICA: the storage part of its REST API, version 3. */
package icaconnect.ica;
