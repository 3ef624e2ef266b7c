import java.util.concurrent.TimeUnit

// Each program runs in a Java of its own, and prints something. The shorter examples are compiled alone.

def java = new File(System.getProperty('java.home'), 'bin/java').path
def classPath = new File(basedir, 'target/classes').path + File.pathSeparator + new File(basedir, 'target/classpath').text

new File(basedir, 'src/main/java')
    .list()
    .findAll { !it.startsWith('Example_') }
    .sort()
    .each { source ->
    def program = source - '.java'
    def output = new File(basedir, "target/${program}.txt")
    def process = new ProcessBuilder(java, '--enable-native-access=ALL-UNNAMED', '-cp', classPath, program)
        .directory(basedir)
        .redirectErrorStream(true)
        .redirectOutput(output)
        .start()
    def ended = process.waitFor(15, TimeUnit.MINUTES)
    process.destroy()
    println "$program: ${output.text.strip()}"
    assert ended && process.exitValue() == 0 && !output.text.isBlank()
}

return true
