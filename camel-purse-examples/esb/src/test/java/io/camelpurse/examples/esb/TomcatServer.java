package io.camelpurse.examples.esb;

import org.apache.catalina.startup.Tomcat;

/** A Tomcat in a process of its own, which ends when the test closes its input. */
final class TomcatServer {

    private TomcatServer() {}

    /** Arguments: folder, port, path of the application, WAR. */
    public static void main(String[] arguments) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(arguments[0]);
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(Integer.parseInt(arguments[1]));
        tomcat.getConnector();
        tomcat.setAddDefaultWebXmlToWebapp(false);
        tomcat.addWebapp(arguments[2], arguments[3]);
        tomcat.start();
        System.in.readAllBytes();
        tomcat.stop();
        tomcat.destroy();
    }
}
