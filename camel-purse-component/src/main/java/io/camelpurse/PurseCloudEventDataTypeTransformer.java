package io.camelpurse;

import org.apache.camel.Message;
import org.apache.camel.cloudevents.CloudEvent;
import org.apache.camel.cloudevents.CloudEvents;
import org.apache.camel.spi.DataType;
import org.apache.camel.spi.DataTypeTransformer;
import org.apache.camel.spi.Transformer;

/**
 * Makes a notification a CloudEvent by setting Camel's CloudEvent headers: the id is the resource with its version, so
 * that the same notification has the same id.
 */
@DataTypeTransformer(
        name = "purse:application-cloudevents",
        description = "Adds CloudEvent headers to a message that purse:webhook received")
public class PurseCloudEventDataTypeTransformer extends Transformer {

    private static final String TYPE_PREFIX = "io.camelpurse.";

    @Override
    public void transform(Message message, DataType fromType, DataType toType) {
        CloudEvent cloudEvent = CloudEvents.v1_0;
        String resource = message.getHeader(PurseConstants.WEBHOOK_RESOURCE, String.class);
        if (resource == null) {
            throw new IllegalArgumentException("Only what purse:webhook received can become a CloudEvent: the header "
                    + PurseConstants.WEBHOOK_RESOURCE + " is missing");
        }
        String id = id(message, resource);
        String change = message.getHeader(PurseConstants.WEBHOOK_CHANGE_KIND, "changed", String.class);
        // A session has no version; its status is what changes.
        String version = message.getHeader(
                PurseConstants.VERSION, message.getHeader(PurseConstants.STATUS, "", String.class), String.class);
        message.setHeader(CloudEvent.CAMEL_CLOUD_EVENT_ID, version.isEmpty() ? id : id + "/" + version);
        message.setHeader(CloudEvent.CAMEL_CLOUD_EVENT_VERSION, cloudEvent.version());
        message.setHeader(CloudEvent.CAMEL_CLOUD_EVENT_TYPE, TYPE_PREFIX + resource + "." + change);
        message.setHeader(CloudEvent.CAMEL_CLOUD_EVENT_SOURCE, "purse:" + resource);
        message.setHeader(CloudEvent.CAMEL_CLOUD_EVENT_SUBJECT, id);
        message.setHeader(CloudEvent.CAMEL_CLOUD_EVENT_TIME, cloudEvent.getEventTime(message.getExchange()));
        message.setHeader(CloudEvent.CAMEL_CLOUD_EVENT_CONTENT_TYPE, "application/json");
    }

    private static String id(Message message, String resource) {
        String header = "paymentLink".equals(resource)
                ? PurseConstants.PAYMENT_LINK_ID
                : "clientSession".equals(resource) ? PurseConstants.CLIENT_SESSION_ID : PurseConstants.PAYMENT_ID;
        return message.getHeader(header, String.class);
    }
}
