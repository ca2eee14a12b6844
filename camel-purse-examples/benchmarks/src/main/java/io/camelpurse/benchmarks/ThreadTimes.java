package io.camelpurse.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * The processor time of this process, in nanoseconds. What is measured keeps its threads: one that ends takes its time
 * with it.
 *
 * @param user   of threads that execute Java code, outside of the kernel
 * @param kernel of threads that execute Java code, in the kernel
 * @param jvm    of the JVM's own threads
 */
record ThreadTimes(long user, long kernel, long jvm) {

    static final ThreadTimes NONE = new ThreadTimes(0, 0, 0);

    static ThreadTimes now() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long user = 0;
        long all = 0;
        for (long thread : threads.getAllThreadIds()) {
            // A thread that has ended meanwhile has -1.
            user += Math.max(0, threads.getThreadUserTime(thread));
            all += Math.max(0, threads.getThreadCpuTime(thread));
        }
        long process =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
        return new ThreadTimes(user, all - user, process - all);
    }

    ThreadTimes plus(ThreadTimes other) {
        return new ThreadTimes(user + other.user, kernel + other.kernel, jvm + other.jvm);
    }

    ThreadTimes since(ThreadTimes before) {
        return new ThreadTimes(user - before.user, kernel - before.kernel, jvm - before.jvm);
    }
}
