/** The EventBridge door: which events ask for what. */
package icaconnect.event;
