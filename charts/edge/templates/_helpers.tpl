{{- define "edge.labels" -}}
app.kubernetes.io/name: {{ .Release.Name | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/component: {{ .Chart.Name }}
app.kubernetes.io/part-of: flowmaestro
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}
