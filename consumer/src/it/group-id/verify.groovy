basedir.eachFileRecurse { file ->
    if (file.name == 'pom.xml' || file.name == 'library.md') {
        assert file.text.contains('org.example')
        assert !file.text.contains("<groupId>$groupId<") && !file.text.contains("$groupId:hourglass") : file
    }
}

return true
